package dev.yubin.delivery.client;

/// How a session is encrypted.
///
/// @param version `TLSv1.3` or `TLSv1.2`
/// @param cipherSuite its IANA name
/// @param authentication by what the host has proved its name
public record Encryption(String version, String cipherSuite, Authentication authentication) {

  /// What proves who a host is.
  public enum Authentication {
    NONE("none"),
    PKIX("pkix"),
    DANE("dane");

    private final String keyword;

    Authentication(String keyword) {
      this.keyword = keyword;
    }

    /// As logs and events have it.
    public String keyword() {
      return keyword;
    }
  }

  /// Whether the host has proved its name.
  public boolean isVerified() {
    return authentication != Authentication.NONE;
  }

  /// For the trace: the version, the cipher suite, and what proved the host's name.
  @Override
  public String toString() {
    return version + " " + cipherSuite + (isVerified() ? " " + authentication.keyword() : "");
  }
}
