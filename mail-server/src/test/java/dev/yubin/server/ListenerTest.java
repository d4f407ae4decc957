package dev.yubin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.yubin.server.tls.ServerTls;
import dev.yubin.server.tls.TlsProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;

class ListenerTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir static Path certificates;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<AutoCloseable> open = new ArrayList<>();
  private ServerTls tls;

  @BeforeEach
  void makeCertificate() {
    TlsProperties properties = TlsProperties.selfSignedIn(certificates);
    tls = ServerTls.of(properties, new DefaultSslBundleRegistry(), "mail.example.test");
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void speaksItsProtocol(boolean implicitTls) throws IOException {
    TestClient client = connect(listen(implicitTls, 10, LONG, LONG), implicitTls);
    client.send("hello\r\n");
    assertThat(client.line()).isEqualTo("echo hello");
    client.send("BYE\r\n");
    assertThat(client.line()).isNull();
  }

  @Test
  void answersPipelinedCommandsInOrder() throws IOException {
    TestClient client = connect(listen(false, 10, LONG, LONG), false);
    client.send("a\r\nb\r\nc\r\n");
    assertThat(client.line()).isEqualTo("echo a");
    assertThat(client.line()).isEqualTo("echo b");
    assertThat(client.line()).isEqualTo("echo c");
  }

  /// RFC 3207 §4.2, CVE-2011-0411.
  @Test
  void forgetsWhatWasSentInTheClearBeforeTls() throws IOException {
    TestClient client = connect(listen(false, 10, LONG, LONG), false);
    client.send("TLS\r\ninjected\r\n");
    assertThat(client.line()).isEqualTo("go");
    client.startTls();
    client.send("first\r\n");
    assertThat(client.line()).isEqualTo("echo first");
  }

  @Test
  void tellsAClientTooMany() throws IOException {
    Listener listener = listen(false, 1, LONG, LONG);
    TestClient first = connect(listener, false);
    first.send("a\r\n");
    assertThat(first.line()).isEqualTo("echo a");
    TestClient second = connect(listener, false);
    assertThat(second.line()).isEqualTo("busy");
    assertThat(second.line()).isNull();
    first.send("b\r\n");
    assertThat(first.line()).isEqualTo("echo b");
  }

  @Test
  void tellsAClientThatIsSilent() throws IOException {
    TestClient client = connect(listen(false, 10, Duration.ofMillis(100), LONG), false);
    assertThat(client.line()).isEqualTo("idle");
    assertThat(client.line()).isNull();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tellsAWaitingClientThatItStops(boolean implicitTls) throws IOException {
    Listener listener = listen(implicitTls, 10, LONG, LONG);
    TestClient client = connect(listener, implicitTls);
    client.send("a\r\n");
    assertThat(client.line()).isEqualTo("echo a");
    listener.close();
    assertThat(client.line()).isEqualTo("stopping");
    assertThat(client.line()).isNull();
    assertThat(listener.isListening()).isFalse();
  }

  @Test
  void letsHalfDoneThingsFinishBeforeItStops() throws Exception {
    Listener listener = listen(false, 10, LONG, LONG);
    TestClient client = connect(listener, false);
    client.send("HOLD\r\n");
    assertThat(client.line()).isEqualTo("holding");
    Thread closing = Thread.ofVirtual().start(listener::close);
    await().until(() -> !listener.isListening());
    client.send("the rest\r\n");
    assertThat(client.line()).isEqualTo("held the rest");
    assertThat(client.line()).isEqualTo("stopping");
    closing.join();
  }

  @Test
  void tellsAndCutsWhatDoesNotFinishInTheDrainTime() throws IOException {
    Listener listener = listen(false, 10, LONG, Duration.ofMillis(50));
    TestClient client = connect(listener, false);
    client.send("HOLD\r\n");
    assertThat(client.line()).isEqualTo("holding");
    listener.close();
    assertThat(client.line()).isEqualTo("stopping");
    assertThat(client.isCut()).isTrue();
  }

  /// RFC 1122 §4.2.2.13: unread octets must not cost the peer our last words.
  @Test
  void saysItsLastWordsToAClientThatIsStillSending() throws IOException {
    TestClient client = connect(listen(false, 10, LONG, LONG), false);
    client.send("BYE\r\n" + "x".repeat(200_000));
    assertThat(client.line()).isNull();
  }

  @Test
  void countsOpenSessions() throws IOException {
    Listener listener = listen(false, 10, LONG, LONG);
    TestClient client = connect(listener, false);
    client.send("a\r\n");
    assertThat(client.line()).isEqualTo("echo a");
    assertThat(meters.get("yubin.sessions").tag("protocol", "echo").gauge().value()).isEqualTo(1);
    client.close();
    await().until(() -> meters.get("yubin.sessions").gauge().value() == 0);
  }

  @Test
  void namesThePortThatItCannotHave() {
    int port = listen(false, 10, LONG, LONG).address().getPort();
    Listener.Settings settings =
        new Listener.Settings(
            new Listener.Port("yubin.echo.port", port, false), 1, LONG, LONG, List.of());
    assertThatThrownBy(
            () -> Listener.start(TestHost.LOOPBACK, settings, new EchoProtocol(), tls, meters))
        .isInstanceOf(CannotListenException.class)
        .hasMessageStartingWith(
            "yubin.echo.port=" + port + " cannot be opened on yubin.bind=127.0.0.1 (");
  }

  private Listener listen(boolean implicitTls, int max, Duration idle, Duration drain) {
    Listener.Settings settings =
        new Listener.Settings(
            new Listener.Port("yubin.echo.port", 0, implicitTls), max, idle, drain, List.of());
    Listener listener =
        Listener.start(TestHost.LOOPBACK, settings, new EchoProtocol(), tls, meters);
    open.add(listener);
    return listener;
  }

  private TestClient connect(Listener listener, boolean implicitTls) throws IOException {
    TestClient client = new TestClient(listener.address());
    open.add(client);
    if (implicitTls) {
      client.startTls();
    }
    return client;
  }
}
