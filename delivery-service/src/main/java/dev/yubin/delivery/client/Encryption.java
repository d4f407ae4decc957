package dev.yubin.delivery.client;

import javax.net.ssl.SSLSession;

/// How a session is encrypted.
///
/// @param version `TLSv1.3` or `TLSv1.2`
/// @param cipherSuite its IANA name
/// @param verified whether the host has proved its name
public record Encryption(String version, String cipherSuite, boolean verified) {
  /// For the trace: the version, the cipher suite, and whether the host has proved its name.
  @Override
  public String toString() {
    return version + " " + cipherSuite + (verified ? " verified" : "");
  }

  static Encryption of(SSLSession session, boolean verified) {
    return new Encryption(session.getProtocol(), session.getCipherSuite(), verified);
  }
}
