package dev.yubin.resolver.route;

import dev.yubin.dns.DnssecState;
import dev.yubin.dns.MailHost;
import dev.yubin.dns.MailRoute;
import dev.yubin.resolver.answer.Content;
import dev.yubin.resolver.mtasts.Wishes;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes the route of the answers about the MX set and its hosts.
final class RouteAssembly {
  private RouteAssembly() {}

  /// @param mx what was answered about the MX set
  /// @param wishes while their policy is missing, the route is not to be kept for long
  static MailRoute route(List<ResolvedHost> resolved, Content mx, boolean implicit, Wishes wishes) {
    List<ResolvedHost> possible = resolved.stream().filter(RouteAssembly::isPossible).toList();
    if (possible.isEmpty()) {
      return new MailRoute.NoMailHost();
    }
    List<MailHost> hosts = possible.stream().map(RouteAssembly::host).toList();
    if (hosts.stream().allMatch(host -> host.addresses().isEmpty())) {
      return new MailRoute.TemporaryFailure(failure(possible));
    }
    return new MailRoute.Hosts(
        SiteName.of(resolved),
        hosts,
        implicit,
        weakest(possible, mx),
        wishes.fetch().bound(smallestTtl(possible, mx)),
        wishes.tls().orElse(null));
  }

  /// A host that the DNS denies an address for good is no host; one that may have an address later
  /// stays, for a lower preference must not be tried as if it did not exist.
  private static boolean isPossible(ResolvedHost host) {
    return !host.addresses().isEmpty() || host.failure().isPresent();
  }

  private static MailHost host(ResolvedHost host) {
    return new MailHost(
        MailRouteFinder.text(host.exchange().getTarget()),
        host.exchange().getPriority(),
        host.addresses(),
        host.dane().dane());
  }

  private static String failure(List<ResolvedHost> hosts) {
    return hosts.stream()
        .map(ResolvedHost::failure)
        .flatMap(Optional::stream)
        .findFirst()
        .orElse("no address");
  }

  /// Secure is stronger than insecure, which at least was proven; indeterminate is the weakest.
  private static DnssecState weakest(List<ResolvedHost> hosts, Content mx) {
    return contents(hosts, mx).map(Content::dnssec).max(Comparator.naturalOrder()).orElseThrow();
  }

  private static Duration smallestTtl(List<ResolvedHost> hosts, Content mx) {
    Stream<Content> dane = hosts.stream().flatMap(host -> host.dane().contents().stream());
    return Stream.concat(contents(hosts, mx), dane)
        .map(content -> Duration.ofSeconds(content.ttl().toSeconds()))
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static Stream<Content> contents(List<ResolvedHost> hosts, Content mx) {
    return Stream.concat(Stream.of(mx), hosts.stream().flatMap(ResolvedHost::contents));
  }
}
