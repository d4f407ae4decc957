package dev.yubin.resolver.route;

import dev.yubin.dns.DnssecState;
import dev.yubin.dns.MailHost;
import dev.yubin.dns.MailRoute;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/// A domain that is an address already (RFC 5321 §4.1.3).
final class AddressLiteral {
  private static final String IPV6 = "IPv6:";
  private static final Duration TTL = Duration.ofDays(1);

  private AddressLiteral() {}

  /// The only route to an address.
  ///
  /// @param literal in brackets
  /// @return the host that is named by the literal, or no such domain when it is no address. No DNS
  ///     is behind it, so nothing is proven.
  static MailRoute route(String literal) {
    String text = literal.substring(1, literal.length() - 1);
    try {
      String address =
          text.startsWith(IPV6)
              ? InetAddress.ofLiteral(text.substring(IPV6.length())).getHostAddress()
              : InetAddress.ofLiteral(text).getHostAddress();
      MailHost host = new MailHost(literal, 0, List.of(address));
      return new MailRoute.Hosts(literal, List.of(host), true, DnssecState.INDETERMINATE, TTL);
    } catch (IllegalArgumentException e) {
      return new MailRoute.NoSuchDomain();
    }
  }
}
