package dev.yubin.server;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How many sessions each client's network has, so that one cannot take all. Safe for use by many
/// threads.
final class NetworkSessions {
  private final int max;
  private final Map<Network, Integer> counts = new ConcurrentHashMap<>();

  NetworkSessions(int max) {
    this.max = max;
  }

  /// @return false when the client's network has as many as it may; nothing is counted then
  boolean enter(InetAddress client) {
    boolean[] entered = {false};
    counts.compute(
        Network.ofClient(client),
        (network, count) -> {
          int before = count == null ? 0 : count;
          entered[0] = before < max;
          return entered[0] ? Integer.valueOf(before + 1) : count;
        });
    return entered[0];
  }

  /// Ends what [#enter] began.
  void leave(InetAddress client) {
    counts.computeIfPresent(
        Network.ofClient(client), (network, count) -> count == 1 ? null : count - 1);
  }

  /// How many networks have sessions.
  int size() {
    return counts.size();
  }
}
