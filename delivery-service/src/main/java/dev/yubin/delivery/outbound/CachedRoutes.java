package dev.yubin.delivery.outbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.yubin.dns.MailHost;
import dev.yubin.dns.MailRoute;
import dev.yubin.dns.MailRoutes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClientException;

/// Routes for as long as they hold, and for an hour more while the resolver is away: mail to the
/// domains that get the most of it flows on. Safe for use by many threads.
final class CachedRoutes implements MailRoutes {
  private static final Logger log = LoggerFactory.getLogger(CachedRoutes.class);
  private static final int MAX_ROUTES = 10_000;

  /// How long after its time a route is better than none.
  private static final Duration STALE = Duration.ofHours(1);

  /// A resolver that was away is not asked by every mail meanwhile.
  private static final Duration REST = Duration.ofSeconds(5);

  private final MailRoutes resolver;
  private final Ticker ticker;
  private final Cache<String, Known> routes;

  /// Times are those of the ticker.
  private record Known(MailRoute.Hosts route, long askAt, long forgetAt) {
    Known restedUntil(long time) {
      return new Known(route, time, forgetAt);
    }
  }

  /// @param resolver may throw [RestClientException]
  CachedRoutes(MailRoutes resolver) {
    this(resolver, Ticker.systemTicker());
  }

  CachedRoutes(MailRoutes resolver, Ticker ticker) {
    this.resolver = resolver;
    this.ticker = ticker;
    this.routes = Caffeine.newBuilder().maximumSize(MAX_ROUTES).build();
  }

  /// @throws RestClientException when the resolver is away and the route is not known
  @Override
  public MailRoute mailRoute(String domain) {
    String key = domain.toLowerCase(Locale.ROOT);
    Known known = routes.getIfPresent(key);
    if (known != null && ticker.read() - known.askAt < 0) {
      return shuffled(known.route);
    }
    try {
      return remember(key, resolver.mailRoute(domain));
    } catch (RestClientException e) {
      if (known == null || ticker.read() - known.forgetAt >= 0) {
        routes.invalidate(key);
        throw e;
      }
      log.warn("event=stale-route-used domain={} cause={}", key, e.toString());
      routes.put(key, known.restedUntil(ticker.read() + REST.toNanos()));
      return shuffled(known.route);
    }
  }

  /// RFC 5321 §5.1: hosts of equal preference in another order each time.
  private static MailRoute shuffled(MailRoute.Hosts route) {
    List<MailHost> hosts = new ArrayList<>(route.hosts());
    Collections.shuffle(hosts, ThreadLocalRandom.current());
    hosts.sort(Comparator.comparingInt(MailHost::preference));
    return new MailRoute.Hosts(
        route.site(), hosts, route.implicit(), route.dnssec(), route.ttl(), route.tls());
  }

  /// Only hosts are remembered: any other answer ends or delays a mail, and is asked for anew.
  private MailRoute remember(String key, MailRoute route) {
    switch (route) {
      case MailRoute.Hosts hosts -> {
        long until = ticker.read() + hosts.ttl().toNanos();
        routes.put(key, new Known(hosts, until, until + STALE.toNanos()));
      }
      // No answer now: the former one stays, for when the resolver itself is away.
      case MailRoute.TemporaryFailure _ -> {}
      case MailRoute.NullMx _, MailRoute.NoSuchDomain _, MailRoute.NoMailHost _ ->
          routes.invalidate(key);
    }
    return route;
  }
}
