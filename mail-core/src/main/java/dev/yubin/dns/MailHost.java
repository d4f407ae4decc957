package dev.yubin.dns;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One host of a mail route.
///
/// @param name A-labels, lower case, no trailing dot
/// @param preference the MX preference, 0 for an implicit MX
/// @param addresses IPv6 and IPv4 literals without brackets, in the order to try
/// @param dane null when the host has published none, or DNSSEC proves it not to be the domain's
public record MailHost(
    String name,
    int preference,
    List<String> addresses,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Dane dane) {
  public MailHost {
    addresses = List.copyOf(addresses);
  }

  /// A host without DANE.
  public MailHost(String name, int preference, List<String> addresses) {
    this(name, preference, addresses, null);
  }

  /// Which certificates the host shows on port 25 (RFC 7672). All answers that lead to it are
  /// secure, the MX set's included. Where there is one, mail must not go without TLS, even when no
  /// association is usable (RFC 7672 §2.2).
  ///
  /// @param base the TLSA base domain, which certificates of usage 2 must name (RFC 7672 §3.2.2)
  /// @param associations at least one
  public record Dane(String base, List<Tlsa> associations) {
    public Dane {
      associations = List.copyOf(associations);
    }
  }

  /// RFC 6698 §2.1
  ///
  /// @param usage 2 (DANE-TA) and 3 (DANE-EE) are of use for mail
  /// @param selector 0 the certificate, 1 its public key
  /// @param matchingType 0 exact, 1 SHA-256, 2 SHA-512
  /// @param data hexadecimal, lower case
  public record Tlsa(int usage, int selector, int matchingType, String data) {}
}
