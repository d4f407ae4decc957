package dev.yubin.resolver.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.yubin.resolver.upstream.RawDnsServer.Query;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class EncryptedUpstreamTest {
  private static final int ALL = 1_000;

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger connections = new AtomicInteger();
  private final List<Query> queries = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    executor.shutdownNow();
  }

  // RFC 7858 §3.4
  @Test
  void asksSeveralQuestionsOverOneTlsConnection() throws Exception {
    ServerIdentity identity = ServerIdentity.ofAddress("127.0.0.1");
    try (SSLServerSocket server = serve(identity, ALL)) {
      Upstreams upstreams =
          upstreams("tls://127.0.0.1:" + server.getLocalPort(), identity.client());
      for (int i = 0; i < 5; i++) {
        assertThat(ask(upstreams).getSection(Section.ANSWER)).hasSize(1);
      }
    }
    assertThat(connections).hasValue(1);
  }

  @Test
  void connectsAnewWhenTheServerHasClosedTheConnection() throws Exception {
    ServerIdentity identity = ServerIdentity.ofAddress("127.0.0.1");
    try (SSLServerSocket server = serve(identity, 1)) {
      Upstreams upstreams =
          upstreams("tls://127.0.0.1:" + server.getLocalPort(), identity.client());
      ask(upstreams);
      ask(upstreams);
    }
    assertThat(connections).hasValue(2);
  }

  // RFC 8310 §8.1
  @Test
  void asksOnlyTheServerThatIsNamed() throws Exception {
    ServerIdentity identity = ServerIdentity.ofName("dns.example");
    try (SSLServerSocket server = serve(identity, ALL)) {
      String address = "tls://127.0.0.1:" + server.getLocalPort();
      assertThat(ask(upstreams(address + "#dns.example", identity.client()))).isNotNull();
      assertThatThrownBy(() -> ask(upstreams(address + "#other.example", identity.client())))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> ask(upstreams(address, identity.client())))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> ask(upstreams(address + "#dns.example", SSLContext.getDefault())))
          .isInstanceOf(IOException.class);
    }
    assertThat(queries).hasSize(1);
  }

  // RFC 8467 §4.1
  @Test
  void hidesTheLengthOfNames() throws Exception {
    ServerIdentity identity = ServerIdentity.ofAddress("127.0.0.1");
    try (SSLServerSocket server = serve(identity, ALL)) {
      ask(upstreams("tls://127.0.0.1:" + server.getLocalPort(), identity.client()));
    }
    assertThat(queries.getFirst().octets()).hasSize(128);
  }

  // RFC 8484 §4.1
  @Test
  void asksOverHttps() throws Exception {
    ServerIdentity identity = ServerIdentity.ofAddress("127.0.0.1");
    HttpsServer server = web(identity, 200, "application/dns-message");
    try {
      Message response = ask(upstreams(url(server), identity.client()));

      assertThat(response.getSection(Section.ANSWER)).hasSize(1);
      assertThat(queries.getFirst().id()).isZero();
      assertThatThrownBy(() -> ask(upstreams(url(server), SSLContext.getDefault())))
          .isInstanceOf(IOException.class);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void takesNoWebPageForAnAnswer() throws Exception {
    ServerIdentity identity = ServerIdentity.ofAddress("127.0.0.1");
    HttpsServer server = web(identity, 403, "text/html");
    try {
      assertThatThrownBy(() -> ask(upstreams(url(server), identity.client())))
          .hasMessageContaining("HTTP status 403 of type text/html");
    } finally {
      server.stop(0);
    }
  }

  private Upstreams upstreams(String address, SSLContext tls) {
    return new Upstreams(
        List.of(UpstreamAddress.valueOf(address)),
        Duration.ofSeconds(10),
        tls,
        executor,
        new SimpleMeterRegistry());
  }

  private static Message ask(Upstreams upstreams) throws IOException {
    Name name = Name.fromConstantString("mx.example.test.");
    Message query = Message.newQuery(Record.newRecord(name, Type.A, DClass.IN));
    query.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
    return upstreams.ask(query);
  }

  /// @param questions after so many a connection is closed
  private SSLServerSocket serve(ServerIdentity identity, int questions) throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    SSLServerSocket server =
        (SSLServerSocket)
            identity.server().getServerSocketFactory().createServerSocket(0, 50, loopback);
    executor.execute(
        () -> {
          while (!server.isClosed()) {
            try {
              Socket client = server.accept();
              executor.execute(() -> answer(client, questions));
            } catch (IOException e) {
              return;
            }
          }
        });
    return server;
  }

  private void answer(Socket client, int questions) {
    try (client) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      DataOutputStream out = new DataOutputStream(client.getOutputStream());
      for (int i = 0; i < questions; i++) {
        Query query = new Query(in.readNBytes(in.readUnsignedShort()), client.getPort(), false);
        queries.add(query);
        if (i == 0) {
          connections.incrementAndGet();
        }
        out.writeShort(query.truth().length);
        out.write(query.truth());
      }
    } catch (IOException e) {
      // The client is gone.
    }
  }

  private HttpsServer web(ServerIdentity identity, int status, String type) throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpsServer server = HttpsServer.create(any, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(identity.server()));
    server.createContext("/dns-query", exchange -> answer(exchange, status, type));
    server.start();
    return server;
  }

  private void answer(HttpExchange exchange, int status, String type) throws IOException {
    Query query = new Query(exchange.getRequestBody().readAllBytes(), 0, false);
    queries.add(query);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, query.truth().length);
    exchange.getResponseBody().write(query.truth());
    exchange.close();
  }

  private static String url(HttpsServer server) {
    return "https://127.0.0.1:" + server.getAddress().getPort() + "/dns-query";
  }
}
