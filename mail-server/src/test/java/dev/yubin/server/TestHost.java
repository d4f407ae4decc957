package dev.yubin.server;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/// Hosts as tests need them.
final class TestHost {
  static final InetAddress ADDRESS = InetAddress.ofLiteral("127.0.0.1");

  /// Long times, and nothing in front.
  static final HostProperties LOOPBACK = behind();

  private TestHost() {}

  /// Long times, and proxies in the networks.
  static HostProperties behind(String... proxies) {
    return with(connections(Duration.ofMinutes(1), Duration.ofMinutes(1)), proxies);
  }

  static HostProperties with(HostProperties.Connections connections, String... proxies) {
    List<Network> networks = List.of(proxies).stream().map(Network::of).toList();
    return new HostProperties(
        "mail.example.test", List.of(ADDRESS), new HostProperties.Proxy(networks), connections);
  }

  static HostProperties.Connections connections(Duration command, Duration write) {
    return new HostProperties.Connections(100, List.of(), command, Duration.ofMinutes(1), write);
  }

  static HostProperties.Connections crowdedWith(int maxPerNetwork) {
    Duration time = Duration.ofMinutes(1);
    return new HostProperties.Connections(maxPerNetwork, List.of(), time, time, time);
  }
}
