package dev.yubin.resolver.iteration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/// The delegations that still hold. They are learnt from parents alone and end with the TTL that
/// the parent gave, so that a zone which was taken away does not live on by its own word.
final class Delegations {
  private static final int MAX_ZONES = 50_000;
  static final Duration MAX_TTL = Duration.ofDays(1);

  private final RootServers root;
  private final Cache<Name, Delegation> zones =
      Caffeine.newBuilder()
          .maximumSize(MAX_ZONES)
          .expireAfter(Expiry.writing((Name zone, Delegation d) -> bounded(d.ttl())))
          .build();
  private final Cache<Name, Addresses> hosts =
      Caffeine.newBuilder()
          .maximumSize(MAX_ZONES)
          .expireAfter(Expiry.writing((Name host, Addresses a) -> bounded(a.ttl())))
          .build();

  /// Of a name server that was looked up.
  record Addresses(List<InetAddress> addresses, Duration ttl) {}

  Delegations(RootServers root) {
    this.root = root;
  }

  /// The lowest zone known that a name is in.
  Delegation closest(Name name) {
    for (int labels = 0; labels < name.labels() - 1; labels++) {
      Delegation known = zones.getIfPresent(new Name(name, labels));
      if (known != null) {
        return known;
      }
    }
    return root.known();
  }

  void put(Delegation delegation) {
    zones.put(delegation.zone(), delegation);
  }

  /// Its servers have all failed: the parent may know others by now.
  void forget(Delegation delegation) {
    if (delegation.zone().equals(Name.root)) {
      root.forget();
    } else {
      zones.invalidate(delegation.zone());
    }
  }

  @Nullable Addresses of(Name host) {
    return hosts.getIfPresent(host);
  }

  void put(Name host, Addresses addresses) {
    hosts.put(host, addresses);
  }

  static Duration bounded(Duration ttl) {
    return ttl.compareTo(MAX_TTL) < 0 ? ttl : MAX_TTL;
  }
}
