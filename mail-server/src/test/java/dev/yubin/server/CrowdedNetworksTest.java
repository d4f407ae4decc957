package dev.yubin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrowdedNetworksTest {
  private static final String PROXIES = "127.0.0.0/8";

  @ParameterizedTest
  @CsvSource({"192.0.2.1, 192.0.2.1, 192.0.2.2", "2001:db8::1, 2001:db8::2, 2001:db8:0:1::1"})
  void areToldAndTheirNeighboursAreServed(String one, String same, String other)
      throws IOException {
    try (EchoServer server = server(1, false)) {
      TestClient first = client(server, one);
      assertThat(echo(first)).isEqualTo("echo a");
      TestClient second = client(server, same);
      assertThat(second.line()).isEqualTo("crowded");
      assertThat(second.line()).isNull();
      assertThat(echo(client(server, other))).isEqualTo("echo a");
      assertThat(echo(first)).isEqualTo("echo a");
    }
  }

  @Test
  void areServedAgainWhenOneHasLeft() throws IOException {
    try (EchoServer server = server(1, false)) {
      TestClient first = client(server, "192.0.2.1");
      assertThat(echo(first)).isEqualTo("echo a");
      first.close();
      await().until(() -> echo(client(server, "192.0.2.1")).equals("echo a"));
    }
  }

  /// A handshake costs more than all that a refused client could learn from a notice.
  @Test
  void areCutBeforeAHandshake() throws IOException {
    try (EchoServer server = server(1, true)) {
      TestClient first = server.raw();
      first.send("PROXY TCP4 192.0.2.1 192.0.2.25 1 25\r\n");
      first.startTls();
      assertThat(echo(first)).isEqualTo("echo a");
      assertThat(client(server, "192.0.2.1").isCut()).isTrue();
    }
  }

  @Test
  void areNeitherThisMachineNorProbesNorSilentProxies() throws IOException {
    try (EchoServer direct = new EchoServer(TestHost.with(TestHost.crowdedWith(1)), false);
        EchoServer behind = server(1, false)) {
      for (int i = 0; i < 3; i++) {
        assertThat(echo(direct.client())).isEqualTo("echo a");
        assertThat(echo(behind.client())).isEqualTo("echo a");
        TestClient probe = behind.raw();
        probe.send("PROXY UNKNOWN\r\n");
        assertThat(echo(probe)).isEqualTo("echo a");
      }
    }
  }

  @Test
  void letProbesInEvenToABusyPort() throws IOException {
    HostProperties host = TestHost.behind(PROXIES);
    try (EchoServer server = new EchoServer(host, false, 1, Duration.ofMillis(50))) {
      assertThat(echo(client(server, "192.0.2.1"))).isEqualTo("echo a");
      assertThat(client(server, "192.0.2.2").line()).isEqualTo("busy");
      TestClient probe = server.raw();
      probe.send("PROXY UNKNOWN\r\n");
      assertThat(echo(probe)).isEqualTo("echo a");
    }
  }

  @Test
  void areCountedExactlyAndForgotten() {
    NetworkSessions sessions = new NetworkSessions(10);
    InetAddress client = InetAddress.ofLiteral("192.0.2.1");
    AtomicInteger inside = new AtomicInteger();
    List<Integer> most = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        threads.execute(
            () -> {
              for (int n = 0; n < 20_000; n++) {
                if (sessions.enter(client)) {
                  int now = inside.incrementAndGet();
                  if (now > 10) {
                    synchronized (most) {
                      most.add(now);
                    }
                  }
                  inside.decrementAndGet();
                  sessions.leave(client);
                }
              }
            });
      }
    }
    assertThat(most).isEmpty();
    assertThat(sessions.size()).isZero();
  }

  private static EchoServer server(int maxPerNetwork, boolean implicitTls) {
    return new EchoServer(TestHost.with(TestHost.crowdedWith(maxPerNetwork), PROXIES), implicitTls);
  }

  /// A client behind the proxy.
  private static TestClient client(EchoServer server, String address) throws IOException {
    String family = address.contains(":") ? "TCP6" : "TCP4";
    TestClient client = server.raw();
    client.send(
        "PROXY %s %s %s 1 25\r\n"
            .formatted(family, address, address)
            .getBytes(StandardCharsets.US_ASCII));
    return client;
  }

  private static String echo(TestClient client) throws IOException {
    client.send("a\r\n");
    return String.valueOf(client.line());
  }
}
