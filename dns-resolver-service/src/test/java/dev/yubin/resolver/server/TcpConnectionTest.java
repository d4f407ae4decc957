package dev.yubin.resolver.server;

import static dev.yubin.resolver.server.RunningServer.query;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

class TcpConnectionTest {
  private final RunningServer server = new RunningServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void hangsUpOnTcpClientsThatSendNoQuery() throws Exception {
    try (Socket client = server.connect()) {
      client.getOutputStream().write(new byte[] {(byte) 0xFF, (byte) 0xFF, 1, 2, 3});
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(server.tcp(query("example.test", Type.MX)).getRcode()).isEqualTo(Rcode.NOERROR);
  }

  // RFC 7766 §6.2.1
  @Test
  void answersManyQueriesOnOneConnection() throws Exception {
    try (Socket client = server.connect()) {
      for (int i = 0; i < 20; i++) {
        assertThat(RunningServer.tcp(client, query("mx.example.test", Type.A)).getRcode())
            .isEqualTo(Rcode.NOERROR);
      }
    }
  }

  @Test
  void turnsAwayTheClientThatTakesAllConnections() throws Exception {
    List<Socket> clients = IntStream.range(0, 70).mapToObj(i -> server.connect()).toList();
    try {
      assertThat(clients.getLast().getInputStream().read()).isEqualTo(-1);
      assertThat(RunningServer.tcp(clients.getFirst(), query("example.test", Type.MX)).getRcode())
          .isEqualTo(Rcode.NOERROR);
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
  }
}
