package dev.yubin.delivery.client;

import javax.net.ssl.SSLSession;

/// How a session is encrypted, for the trace.
///
/// @param version `TLSv1.3` or `TLSv1.2`
/// @param cipherSuite its IANA name
public record Encryption(String version, String cipherSuite) {
  static Encryption of(SSLSession session) {
    return new Encryption(session.getProtocol(), session.getCipherSuite());
  }
}
