package dev.yubin.server.tls;

import dev.yubin.server.sasl.ChannelBinding;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/// How a connection is encrypted.
///
/// @param version `TLSv1.3` or `TLSv1.2`
/// @param cipherSuite its IANA name
/// @param serverName what the client asked for (SNI, RFC 6066 §3), in A-labels
/// @param client what the client gave, where it was asked and had one
/// @param binding what ties a login to this connection
public record TlsFacts(
    String version,
    String cipherSuite,
    Optional<String> serverName,
    Optional<ClientCertificate> client,
    ChannelBinding binding) {

  /// @param socket whose handshake is done
  public static TlsFacts of(SSLSocket socket) {
    // JSSE has no other sessions.
    ExtendedSSLSession session = (ExtendedSSLSession) socket.getSession();
    return new TlsFacts(
        session.getProtocol(),
        session.getCipherSuite(),
        ServerNames.asked(session),
        clientCertificate(session),
        new TlsChannelBinding(session));
  }

  private static Optional<ClientCertificate> clientCertificate(ExtendedSSLSession session) {
    try {
      return session.getPeerCertificates()[0] instanceof X509Certificate certificate
          ? Optional.of(ClientCertificate.of(certificate))
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      // It was not asked, or had none.
      return Optional.empty();
    }
  }
}
