package dev.yubin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class HostPropertiesTest {

  @Test
  void haveTheseDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new HostProperties(
                null,
                List.of(InetAddress.ofLiteral("127.0.0.1")),
                new HostProperties.Proxy(List.of()),
                new HostProperties.Connections(
                    100,
                    List.of(),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(5))));
  }

  @Test
  void haveTheseNames() {
    assertThat(
            bind(
                Map.of(
                    "yubin.hostname", "mx.example.test",
                    "yubin.bind", "192.0.2.1, 2001:db8::1",
                    "yubin.proxy.trusted-networks", "10.0.0.0/8,::1",
                    "yubin.connections.max-per-network", "7",
                    "yubin.connections.unlimited-networks", "192.0.2.0/24",
                    "yubin.connections.command-timeout", "1m",
                    "yubin.connections.handshake-timeout", "2s",
                    "yubin.connections.write-timeout", "3m")))
        .isEqualTo(
            new HostProperties(
                "mx.example.test",
                List.of(InetAddress.ofLiteral("192.0.2.1"), InetAddress.ofLiteral("2001:db8::1")),
                new HostProperties.Proxy(List.of(Network.of("10.0.0.0/8"), Network.of("::1"))),
                new HostProperties.Connections(
                    7,
                    List.of(Network.of("192.0.2.0/24")),
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(2),
                    Duration.ofMinutes(3))));
  }

  @ParameterizedTest
  @CsvSource({
    "proxy.trusted-networks, 10.0.0.0/99, 10.0.0.0/8",
    "connections.max-per-network, 0, positive",
    "connections.command-timeout, 0s, 5m",
    "connections.handshake-timeout, -1s, 30s",
    "connections.write-timeout, 0s, 5m",
    "bind, '', '127.0.0.1,::1'"
  })
  void saysWhatWouldBeRight(String name, String value, String hint) {
    assertThatThrownBy(() -> bind(Map.of("yubin." + name, value)))
        .rootCause()
        .hasMessageContaining(hint);
  }

  private static HostProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("yubin", HostProperties.class);
  }
}
