package dev.yubin.delivery.client;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// The names that a certificate is for: its DNS-IDs and IP-IDs (RFC 9525 §2). A common name counts
/// no more (RFC 8461 §4.2 wants a DNS-ID, too).
final class CertificateNames {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  private CertificateNames() {}

  /// @param names A-labels, or an IP address; one of them is enough
  static boolean include(X509Certificate certificate, Collection<String> names) {
    List<String> presented = identifiers(certificate);
    return names.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .anyMatch(name -> presented.stream().anyMatch(id -> matches(id, name)));
  }

  private static List<String> identifiers(X509Certificate certificate) {
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      return all == null
          ? List.of()
          : all.stream()
              .filter(
                  entry -> entry.getFirst().equals(DNS_NAME) || entry.getFirst().equals(IP_ADDRESS))
              .map(entry -> entry.get(1).toString().toLowerCase(Locale.ROOT))
              .toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  /// RFC 9525 §6.3: an asterisk stands for the whole first label, and for that one alone.
  private static boolean matches(String id, String name) {
    int dot = name.indexOf('.');
    return id.equals(name)
        || id.startsWith("*.") && dot > 0 && id.equals("*" + name.substring(dot));
  }
}
