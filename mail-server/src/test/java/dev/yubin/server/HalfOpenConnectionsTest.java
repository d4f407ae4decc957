package dev.yubin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Clients that connect where TLS comes first, and say nothing or not enough.
class HalfOpenConnectionsTest {
  private static final int CLIENTS = 200;
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(200);

  /// The beginning of a ClientHello (RFC 8446 §5.1, §4) that promises 508 octets more.
  private static final byte[] PART_OF_HELLO = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};

  @Test
  void holdUpNobody() throws IOException {
    try (EchoServer server = server(LONG)) {
      connect(server);
      await().until(() -> server.sessions() == CLIENTS);
      TestClient client = server.client();
      client.send("a\r\n");
      assertThat(client.line()).isEqualTo("echo a");
      assertThat(server.sessions()).isEqualTo(CLIENTS + 1);
    }
  }

  @Test
  void endWithTheTimeOfAHandshake() throws IOException {
    try (EchoServer server = server(SHORT)) {
      assertThat(connect(server)).allMatch(TestClient::isCut);
      await().until(() -> server.sessions() == 0);
    }
  }

  private static EchoServer server(Duration handshakeTime) {
    HostProperties.Connections limits =
        new HostProperties.Connections(CLIENTS, List.of(), LONG, handshakeTime, LONG);
    return new EchoServer(TestHost.with(limits), true, CLIENTS + 1, SHORT);
  }

  /// Every other one begins its handshake.
  private static List<TestClient> connect(EchoServer server) throws IOException {
    List<TestClient> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      TestClient client = server.raw();
      client.send(i % 2 == 0 ? new byte[0] : PART_OF_HELLO);
      clients.add(client);
    }
    return clients;
  }
}
