package dev.yubin.server.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;

/// The host names that a certificate is good for: the dNSNames of its subjectAltName, and nothing
/// else (RFC 9525 §2).
///
/// @param names in lower case
record ServerNames(Set<String> names) {
  /// RFC 5280 §4.2.1.6.
  private static final Integer DNS_NAME = 2;

  static ServerNames of(X509Certificate certificate) {
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      return new ServerNames(
          all == null
              ? Set.of()
              : all.stream()
                  .filter(name -> DNS_NAME.equals(name.get(0)))
                  .map(name -> String.valueOf(name.get(1)).toLowerCase(Locale.ROOT))
                  .collect(Collectors.toUnmodifiableSet()));
    } catch (CertificateParsingException e) {
      throw new IllegalStateException("A certificate's subjectAltName cannot be read", e);
    }
  }

  /// What a client asks for, in lower case and A-labels (RFC 6066 §3).
  static Optional<String> asked(ExtendedSSLSession session) {
    return session.getRequestedServerNames().stream()
        .filter(SNIHostName.class::isInstance)
        .map(name -> ((SNIHostName) name).getAsciiName().toLowerCase(Locale.ROOT))
        .findFirst();
  }

  boolean hold(String host) {
    return names.contains(host);
  }

  /// RFC 9525 §6.3: a wildcard is the whole left-most label, and stands for exactly one.
  boolean holdAsWildcard(String host) {
    int dot = host.indexOf('.');
    return dot > 0 && names.contains("*" + host.substring(dot));
  }
}
