package dev.yubin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The idle time is a minute in all of these.
class TimeLimitsTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(200);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void endACommandThatDoesNotEnd(boolean implicitTls) throws IOException {
    HostProperties host = TestHost.with(TestHost.connections(SHORT, LONG));
    try (EchoServer server = new EchoServer(host, implicitTls)) {
      TestClient client = server.client();
      client.send("a\r\nb");
      assertThat(client.line()).isEqualTo("echo a");
      assertThat(client.line()).isEqualTo("idle");
      assertThat(client.line()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void endWhatReadsForTooLong(boolean implicitTls) throws IOException {
    try (EchoServer server = new EchoServer(TestHost.LOOPBACK, implicitTls)) {
      TestClient client = server.client();
      client.send("TAKE\r\nsome");
      assertThat(client.line()).isEqualTo("taken");
      client.send("a\r\n");
      assertThat(client.line()).isEqualTo("echo a");
    }
  }

  @Test
  void endAHandshakeThatDoesNotEnd() throws IOException {
    HostProperties.Connections limits =
        new HostProperties.Connections(100, List.of(), LONG, SHORT, LONG);
    try (EchoServer server = new EchoServer(TestHost.with(limits), true);
        Logged logged = new Logged()) {
      TestClient client = server.raw();
      client.send(new byte[] {0x16, 3, 1});
      assertThat(client.isCut()).isTrue();
      await().until(() -> !logged.lines().isEmpty());
      assertThat(logged.lines())
          .singleElement()
          .asString()
          .startsWith("INFO event=tls-failed connection=")
          .contains(" client=127.0.0.1 reason=\"");
    }
  }

  @Test
  void tellWhyAHandshakeFailed() throws IOException {
    try (EchoServer server = new EchoServer(TestHost.LOOPBACK, true);
        Logged logged = new Logged()) {
      TestClient client = server.raw();
      client.send("EHLO this is no TLS\r\n");
      await().until(() -> !logged.lines().isEmpty());
      assertThat(logged.lines()).singleElement().asString().contains("event=tls-failed");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void endAClientThatReadsNothing(boolean implicitTls) throws IOException {
    HostProperties host = TestHost.with(TestHost.connections(LONG, SHORT));
    try (EchoServer server = new EchoServer(host, implicitTls);
        Logged logged = new Logged()) {
      TestClient client = server.client();
      Thread.ofVirtual().start(() -> sendWithoutReading(client));
      await().until(() -> logged.lines().toString().contains("event=reply-not-read"));
      await().until(() -> server.sessions() == 0);
    }
  }

  /// A client that does not read must not hold up those that drain.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void endAClientThatReadsNothingWhenTheServiceStops(boolean implicitTls) throws IOException {
    try (EchoServer server = new EchoServer(TestHost.LOOPBACK, implicitTls)) {
      TestClient client = server.client();
      Thread sending = Thread.ofVirtual().start(() -> sendWithoutReading(client));
      await().until(() -> sending.getState() == Thread.State.WAITING);
      server.listener().close();
      await().until(() -> server.sessions() == 0);
    }
  }

  /// Below TLS there are octets that give no octet: padding of handshakes, and parts of records.
  @Test
  void countFromTheLastOctetThatWasOfAnyUse() {
    Patience patience = new Patience();
    patience.silence(Duration.ofMillis(50));
    InputStream dribbling =
        new InputStream() {
          @Override
          public int read() throws IOException {
            while (true) {
              patience.millis();
            }
          }

          @Override
          public int read(byte[] octets, int offset, int length) throws IOException {
            return read();
          }
        };
    OctetReader reader = new OctetReader(dribbling, () -> {}, patience, LONG);
    assertThatThrownBy(() -> reader.readLine(10)).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void nestAndTheNearestCounts() {
    Patience patience = new Patience();
    patience.silence(LONG);
    assertThatThrownBy(
            () ->
                patience.within(
                    Duration.ofNanos(1), () -> patience.within(LONG, () -> patience.millis())))
        .isInstanceOf(SocketTimeoutException.class);
    assertThatThrownBy(
            () ->
                patience.within(
                    LONG, () -> patience.within(Duration.ofNanos(1), () -> patience.millis())))
        .isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void endWithWhatTheyAreFor() throws IOException {
    Patience patience = new Patience();
    assertThat(patience.millis()).isZero();
    patience.silence(Duration.ofMillis(100));
    assertThat(patience.within(LONG, patience::millis)).isBetween(100, 101);
    assertThat(patience.within(Duration.ofMillis(50), patience::millis)).isBetween(1, 51);
    assertThat(patience.millis()).isBetween(100, 101);
  }

  private static void sendWithoutReading(TestClient client) {
    String line = "x".repeat(900_000) + "\r\n";
    try {
      while (true) {
        client.send(line);
      }
    } catch (IOException e) {
      assertThat(e).isNotNull();
    }
  }
}
