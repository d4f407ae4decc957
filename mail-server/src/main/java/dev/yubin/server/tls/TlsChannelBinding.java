package dev.yubin.server.tls;

import dev.yubin.server.sasl.ChannelBinding;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLKeyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bindings of a TLS connection. `tls-unique` is none of them: what it binds to is not unique
/// (RFC 9266 §1), and TLS 1.3 does not have it.
///
/// @param session of the connection whose handshake is done
record TlsChannelBinding(ExtendedSSLSession session) implements ChannelBinding {
  private static final Logger log = LoggerFactory.getLogger(TlsChannelBinding.class);

  /// RFC 9266 §2: 32 octets for this label and a context of no octets.
  private static final String EXPORTER_LABEL = "EXPORTER-Channel-Binding";

  private static final int EXPORTER_LENGTH = 32;

  @Override
  public Optional<byte[]> data(String type) {
    return switch (type) {
      case "tls-exporter" -> exported();
      case "tls-server-end-point" -> certificate().flatMap(TlsChannelBinding::endPoint);
      default -> Optional.empty();
    };
  }

  /// RFC 9266 §4.2: in TLS 1.2 it is unique only with the extended master secret, of which JSSE
  /// does not tell whether the client has it.
  private Optional<byte[]> exported() {
    if (!session.getProtocol().equals("TLSv1.3")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          session.exportKeyingMaterialData(EXPORTER_LABEL, new byte[0], EXPORTER_LENGTH));
    } catch (SSLKeyException e) {
      log.warn("event=no-channel-binding type=tls-exporter cause={}", e.toString());
      return Optional.empty();
    }
  }

  private Optional<X509Certificate> certificate() {
    Certificate[] chain = session.getLocalCertificates();
    return chain != null && chain[0] instanceof X509Certificate certificate
        ? Optional.of(certificate)
        : Optional.empty();
  }

  private static Optional<byte[]> endPoint(X509Certificate certificate) {
    try {
      Optional<String> hash = SignatureHash.of(certificate);
      return hash.isEmpty()
          ? Optional.empty()
          : Optional.of(SignatureHash.digest(hash.get(), certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      log.warn("event=no-channel-binding type=tls-server-end-point cause={}", e.toString());
      return Optional.empty();
    }
  }
}
