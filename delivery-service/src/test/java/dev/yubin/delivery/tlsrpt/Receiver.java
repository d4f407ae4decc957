package dev.yubin.delivery.tlsrpt;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.yubin.delivery.peer.PeerKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// A host that takes reports by HTTPS.
final class Receiver implements AutoCloseable {
  final Queue<byte[]> reports = new ConcurrentLinkedQueue<>();
  final Queue<String> mediaTypes = new ConcurrentLinkedQueue<>();
  volatile int answer = 201;
  private final HttpsServer server;

  Receiver() throws IOException, GeneralSecurityException {
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(PeerKeys.of("local"), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext(
        "/v1",
        exchange -> {
          mediaTypes.add(exchange.getRequestHeaders().getFirst("Content-Type"));
          reports.add(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    server.start();
  }

  String uri() {
    return "https://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /// One that trusts it.
  static HttpClient client() throws GeneralSecurityException {
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, new TrustManager[] {PeerKeys.trusted()}, null);
    return HttpClient.newBuilder().sslContext(tls).build();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
