package dev.yubin.delivery.outbound;

import dev.yubin.dns.MailHost;
import dev.yubin.dns.MailRoute;
import java.util.List;
import java.util.OptionalInt;

/// RFC 5321 §5.1: a host that finds itself among a domain's hosts hands mail on to better ones
/// alone, so that none goes in circles. It is known by its name, not by its addresses.
///
/// @param hostname ours
record OwnHosts(String hostname) {

  /// The route without us, and without hosts that are no better.
  ///
  /// @return of no hosts where there is no better one
  MailRoute.Hosts better(MailRoute.Hosts route) {
    OptionalInt ours =
        route.hosts().stream()
            .filter(host -> host.name().equalsIgnoreCase(hostname))
            .mapToInt(MailHost::preference)
            .min();
    if (ours.isEmpty()) {
      return route;
    }
    List<MailHost> better =
        route.hosts().stream().filter(host -> host.preference() < ours.getAsInt()).toList();
    return new MailRoute.Hosts(
        route.site(), better, route.implicit(), route.dnssec(), route.ttl(), route.tls());
  }
}
