package dev.yubin.server.sasl;

/// Who knows whose an access token is (RFC 6750).
public interface TokenVerifier {

  /// @param name whom the client says it is, empty when it leaves that to the token
  Authenticator.Result verify(String name, String token);

  /// Where a client learns how to get a token: the URL of OpenID Connect Discovery 1.0 §4.
  String configurationUrl();
}
