package dev.yubin.server;

import dev.yubin.server.tls.ServerTls;
import dev.yubin.server.tls.TlsProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;

/// A listener that speaks [EchoProtocol], and its clients.
final class EchoServer implements AutoCloseable {
  static final Duration LONG = Duration.ofMinutes(1);
  private static final ServerTls TLS = selfSigned();

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<TestClient> clients = new ArrayList<>();
  private final Listener listener;
  private final boolean implicitTls;

  EchoServer(HostProperties host, boolean implicitTls) {
    this(host, implicitTls, 100, Duration.ofMillis(50));
  }

  EchoServer(HostProperties host, boolean implicitTls, int maxSessions, Duration drain) {
    this.implicitTls = implicitTls;
    Listener.Port port = new Listener.Port("yubin.echo.port", 0, implicitTls);
    listener =
        Listener.start(
            host,
            new Listener.Settings(port, maxSessions, LONG, drain, List.of()),
            new EchoProtocol(),
            TLS,
            meters);
  }

  private static ServerTls selfSigned() {
    try {
      TlsProperties properties = TlsProperties.selfSignedIn(Files.createTempDirectory("echo-tls"));
      return ServerTls.of(properties, new DefaultSslBundleRegistry(), "mail.example.test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Listener listener() {
    return listener;
  }

  int sessions() {
    return (int) meters.get("yubin.sessions").gauge().value();
  }

  /// A client that has sent nothing yet.
  TestClient raw() throws IOException {
    TestClient client = new TestClient(listener.address());
    clients.add(client);
    return client;
  }

  /// A client that has begun as the port wants it.
  ///
  /// @param header what is sent before all else
  TestClient client(byte... header) throws IOException {
    TestClient client = raw();
    client.send(header);
    if (implicitTls) {
      client.startTls();
    }
    return client;
  }

  @Override
  public void close() throws IOException {
    for (TestClient client : clients) {
      client.close();
    }
    listener.close();
  }
}
