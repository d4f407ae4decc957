package dev.yubin.delivery.outbound;

import dev.yubin.delivery.client.Diagnosis;
import dev.yubin.delivery.client.RemoteHost;
import dev.yubin.dns.DnssecState;
import dev.yubin.dns.MailHost;
import dev.yubin.dns.MailRoute;
import dev.yubin.dns.MailRoutes;
import dev.yubin.dns.TlsWishes.Mode;
import dev.yubin.dns.TlsWishes.MtaSts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClientException;

/// Finds the hosts of a destination by the resolver (RFC 5321 §5.1). Safe for use by many threads.
final class NextHops implements Hops {
  private static final Logger log = LoggerFactory.getLogger(NextHops.class);

  private final MailRoutes resolver;
  private final int port;
  private final OwnHosts own;
  private final TlsPolicies policies;

  NextHops(MailRoutes resolver, int port, OwnHosts own, TlsPolicies policies) {
    this.resolver = resolver;
    this.port = port;
    this.own = own;
    this.policies = policies;
  }

  @Override
  public NextHop of(String destination) {
    if (destination.startsWith("[")) {
      return literal(destination);
    }
    try {
      return hop(destination, resolver.mailRoute(destination));
    } catch (RestClientException e) {
      log.warn("event=resolver-failed domain={} cause={}", destination, e.toString());
      return none("4.4.3", "The DNS resolver gave no answer");
    }
  }

  private NextHop hop(String domain, MailRoute route) {
    return switch (route) {
      case MailRoute.Hosts hosts -> better(domain, own.better(hosts));
      // RFC 7505 §4.1
      case MailRoute.NullMx _ -> none("5.1.10", "The domain " + domain + " takes no mail");
      case MailRoute.NoSuchDomain _ -> none("5.1.2", "The domain " + domain + " does not exist");
      case MailRoute.NoMailHost _ -> none("5.4.4", "The domain " + domain + " has no mail host");
      case MailRoute.TemporaryFailure(String reason) ->
          none("4.4.3", "DNS has no answer about " + domain + " now: " + reason);
    };
  }

  private NextHop better(String domain, MailRoute.Hosts route) {
    return route.hosts().isEmpty()
        // RFC 3463 §3.5: X.4.6, routing loop.
        ? none("5.4.6", "Mail for " + domain + " would come back to us: no MX host is better")
        : new NextHop.Hosts(
            route.site(),
            route.hosts().stream().map(host -> remoteHost(domain, host, route)).toList());
  }

  private RemoteHost remoteHost(String domain, MailHost host, MailRoute.Hosts route) {
    List<InetSocketAddress> addresses =
        host.addresses().stream()
            .map(address -> new InetSocketAddress(InetAddress.ofLiteral(address), port))
            .toList();
    @Nullable MtaSts sts = route.tls() == null ? null : route.tls().mtaSts();
    // RFC 8689 §4.2.1: the one or the other says that the host is the domain's.
    boolean trusted =
        route.dnssec() == DnssecState.SECURE
            || sts != null && sts.mode() == Mode.ENFORCE && TlsPolicies.names(sts, host.name());
    return new RemoteHost(
        host.name(), host.preference(), addresses, trusted, policies.of(domain, host, sts));
  }

  /// RFC 5321 §4.1.3: the address itself is the host.
  private NextHop literal(String destination) {
    String address = destination.substring(1, destination.length() - 1).replaceFirst("^IPv6:", "");
    try {
      InetAddress parsed = InetAddress.ofLiteral(address);
      InetSocketAddress socket = new InetSocketAddress(parsed, port);
      return new NextHop.Hosts(
          parsed.getHostAddress(),
          List.of(new RemoteHost(parsed.getHostAddress(), List.of(socket), true)));
    } catch (IllegalArgumentException e) {
      return none("5.1.2", destination + " is not an IP address");
    }
  }

  private static NextHop none(String status, String text) {
    return new NextHop.None(Diagnosis.own("", status, text));
  }
}
