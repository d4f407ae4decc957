package dev.yubin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiedConnectionsTest {
  private static final byte[] V1 = octets("PROXY TCP4 192.0.2.1 192.0.2.25 56324 25\r\n");
  private static final byte[] V2 =
      HexFormat.of().parseHex("0d0a0d0a000d0a515549540a" + "2111000cc0000201c0000219dc040019");
  private static final byte[] LOCAL =
      HexFormat.of().parseHex("0d0a0d0a000d0a515549540a" + "20000000");

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void areTheClientsThatTheProxyNames(boolean implicitTls, boolean v2) throws IOException {
    try (EchoServer server = behindProxy(implicitTls)) {
      TestClient client = server.client(v2 ? V2 : V1);
      client.send("WHO\r\n");
      assertThat(client.line()).isEqualTo("192.0.2.1 PROXY");
    }
  }

  @Test
  void mayHoldTheFirstCommandInTheHeadersPacket() throws IOException {
    try (EchoServer server = behindProxy(false)) {
      TestClient client = server.raw();
      client.send(new String(V1, StandardCharsets.US_ASCII) + "hello\r\n");
      assertThat(client.line()).isEqualTo("echo hello");
    }
  }

  @Test
  void mayEncryptLater() throws IOException {
    try (EchoServer server = behindProxy(false)) {
      TestClient client = server.client(V2);
      client.send("TLS\r\n");
      assertThat(client.line()).isEqualTo("go");
      client.startTls();
      client.send("WHO\r\n");
      assertThat(client.line()).isEqualTo("192.0.2.1 PROXY");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void areServedWithoutAHeaderToo(boolean implicitTls) throws IOException {
    try (EchoServer server = behindProxy(implicitTls)) {
      TestClient client = server.client();
      client.send("PROWL\r\nWHO\r\n");
      assertThat(client.line()).isEqualTo("echo PROWL");
      // On loopback, but behind it may be anybody.
      assertThat(client.line()).isEqualTo("127.0.0.1 UNKNOWN");
    }
  }

  @Test
  void giveNobodyTheRightsOfThisMachine() throws IOException {
    try (EchoServer server = behindProxy(false)) {
      TestClient client = server.client(octets("PROXY TCP4 127.0.0.1 127.0.0.1 1 25\r\n"));
      client.send("WHO\r\n");
      assertThat(client.line()).isEqualTo("127.0.0.1 PROXY");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void areTheProxysOwnWhenItSaysSo(boolean v2) throws IOException {
    try (EchoServer server = behindProxy(false)) {
      TestClient client = server.client(v2 ? LOCAL : octets("PROXY UNKNOWN\r\n"));
      client.send("WHO\r\n");
      assertThat(client.line()).isEqualTo("127.0.0.1 PROBE");
    }
  }

  @Test
  void areNoneFromElsewhere() throws IOException {
    try (EchoServer server = new EchoServer(TestHost.behind("192.0.2.0/24"), false)) {
      TestClient client = server.client(V1);
      assertThat(client.line()).isEqualTo("echo PROXY TCP4 192.0.2.1 192.0.2.25 56324 25");
      client.send("WHO\r\n");
      assertThat(client.line()).isEqualTo("127.0.0.1 SOCKET here");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void areClosedWhenTheHeaderIsMalformed(boolean implicitTls) throws IOException {
    try (EchoServer server = behindProxy(implicitTls);
        Logged logged = new Logged()) {
      TestClient client = server.raw();
      client.send("PROXY TCP4 nonsense\r\n");
      assertThat(client.isCut()).isTrue();
      assertThat(logged.lines())
          .singleElement()
          .asString()
          .startsWith("WARN event=proxy-header-refused protocol=echo proxy=127.0.0.1 reason=\"");
    }
  }

  /// Load balancers and Kubernetes connect all day to see whether the port is open.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void makeNoNoiseWhenTheyAreProbes(boolean implicitTls) throws IOException {
    try (EchoServer behind = behindProxy(implicitTls);
        EchoServer direct = new EchoServer(TestHost.LOOPBACK, implicitTls);
        Logged logged = new Logged()) {
      behind.raw().close();
      behind.raw().reset();
      direct.raw().close();
      direct.raw().reset();
      for (boolean reset : new boolean[] {false, true}) {
        TestClient local = behind.raw();
        local.send(LOCAL);
        if (reset) {
          local.reset();
        } else {
          local.close();
        }
      }
      assertThat(echoOf(behind.client())).isEqualTo("echo a");
      assertThat(echoOf(direct.client())).isEqualTo("echo a");
      await().until(() -> behind.sessions() == 1 && direct.sessions() == 1);
      assertThat(logged.lines()).isEmpty();
    }
  }

  private static String echoOf(TestClient client) throws IOException {
    client.send("a\r\n");
    return String.valueOf(client.line());
  }

  private static EchoServer behindProxy(boolean implicitTls) {
    return new EchoServer(TestHost.behind("127.0.0.0/8"), implicitTls);
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
