package dev.yubin.delivery.login;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/// The TLS that an exchange goes through.
///
/// @param binding what ties the login to this channel, so that nobody between can pass it on (RFC
///     5056); empty where there is nothing of the kind
public record Channel(Optional<Binding> binding) {

  /// @param type as RFC 5929 and RFC 9266 name it
  /// @param data octets that both ends of the channel have, and nobody else's channel
  public record Binding(String type, byte[] data) {}

  /// After the handshake.
  public static Channel of(SSLSession session) {
    return new Channel(
        session.getProtocol().equals("TLSv1.3") ? exported(session) : endPoint(session));
  }

  /// RFC 9266 §2: 32 octets, no context.
  private static Optional<Binding> exported(SSLSession session) {
    if (!(session instanceof ExtendedSSLSession extended)) {
      return Optional.empty();
    }
    try {
      byte[] data = extended.exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], 32);
      return Optional.of(new Binding("tls-exporter", data));
    } catch (SSLException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  /// RFC 5929 §4.1: the certificate under the digest of its signature, but none weaker than
  /// SHA-256.
  private static Optional<Binding> endPoint(SSLSession session) {
    try {
      if (session.getPeerCertificates()[0] instanceof X509Certificate certificate) {
        byte[] data =
            MessageDigest.getInstance(digest(certificate.getSigAlgName()))
                .digest(certificate.getEncoded());
        return Optional.of(new Binding("tls-server-end-point", data));
      }
      return Optional.empty();
    } catch (SSLException | GeneralSecurityException e) {
      // A signature without a digest of its own, such as Ed25519: the type is not defined for it.
      return Optional.empty();
    }
  }

  /// `SHA384withECDSA` is Java's name for SHA-384.
  private static String digest(String signature) {
    int with = signature.toUpperCase(Locale.ROOT).indexOf("WITH");
    String digest = with < 0 ? signature : signature.substring(0, with).toUpperCase(Locale.ROOT);
    return switch (digest) {
      case "MD5", "SHA1" -> "SHA-256";
      default -> digest.replaceFirst("^SHA(?=[0-9])", "SHA-");
    };
  }
}
