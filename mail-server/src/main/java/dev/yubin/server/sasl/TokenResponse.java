package dev.yubin.server.sasl;

/// What a client logs in with in OAUTHBEARER and XOAUTH2.
///
/// @param name whom it says it is, empty when it does not say
/// @param token access token
record TokenResponse(String name, String token) {
  @Override
  public String toString() {
    return "TokenResponse[name=" + name + "]";
  }
}
