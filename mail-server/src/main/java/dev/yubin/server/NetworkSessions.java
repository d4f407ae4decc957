package dev.yubin.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How many sessions each network has, so that one cannot take all. For IPv6 a network is a
/// /64, which is what one customer has at least (RFC 6177 §2); for IPv4 it is an address. Safe
/// for use by many threads.
final class NetworkSessions {
  private static final int IPV4_PREFIX = 32;
  private static final int IPV6_PREFIX = 64;

  private final int max;
  private final Map<Network, Integer> counts = new ConcurrentHashMap<>();

  NetworkSessions(int max) {
    this.max = max;
  }

  /// @return false when the client's network has as many as it may; nothing is counted then
  boolean enter(InetAddress client) {
    boolean[] entered = {false};
    counts.compute(
        networkOf(client),
        (network, count) -> {
          int before = count == null ? 0 : count;
          entered[0] = before < max;
          return entered[0] ? Integer.valueOf(before + 1) : count;
        });
    return entered[0];
  }

  /// Ends what [#enter] began.
  void leave(InetAddress client) {
    counts.computeIfPresent(networkOf(client), (network, count) -> count == 1 ? null : count - 1);
  }

  /// How many networks have sessions.
  int size() {
    return counts.size();
  }

  private static Network networkOf(InetAddress client) {
    return Network.around(client, client instanceof Inet6Address ? IPV6_PREFIX : IPV4_PREFIX);
  }
}
