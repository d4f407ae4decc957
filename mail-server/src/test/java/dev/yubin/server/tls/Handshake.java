package dev.yubin.server.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.FutureTask;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// A handshake over a real connection, as both sides see it when it is done.
///
/// @param client the client's session
record Handshake(TlsFacts server, ExtendedSSLSession client) {

  /// A client that takes any certificate.
  ///
  /// @param context kept over several handshakes, it resumes sessions
  /// @param serverName what it asks for
  /// @param version the only one that it speaks
  record Client(SSLContext context, @Nullable String serverName, String version) {
    static Client of(@Nullable String serverName, String version) {
      return new Client(trusting(null), serverName, version);
    }

    static Client with(TestCertificate certificate, String version) {
      return new Client(trusting(certificate), null, version);
    }

    private static SSLContext trusting(@Nullable TestCertificate certificate) {
      try {
        KeyManager[] keys =
            certificate == null ? null : certificate.bundle().getManagers().getKeyManagers();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, new TrustManager[] {new TrustsAll()}, null);
        return context;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    SSLSocket connect(ServerSocket server) throws IOException {
      return over(new Socket(server.getInetAddress(), server.getLocalPort()));
    }

    SSLSocket over(Socket plain) throws IOException {
      SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(plain, "host.test", 25, true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setProtocols(new String[] {version});
      parameters.setServerNames(
          serverName == null ? List.of() : List.of(new SNIHostName(serverName)));
      socket.setSSLParameters(parameters);
      return socket;
    }
  }

  X509Certificate shown() throws IOException {
    return (X509Certificate) client.getPeerCertificates()[0];
  }

  static Handshake of(ServerTls tls, Client client) throws Exception {
    return with(tls, client::connect);
  }

  /// The second resumes the session of the first, if it can: host and port are the same.
  static List<Handshake> twice(ServerTls tls, Client client) throws Exception {
    try (ServerSocket server = listen()) {
      return List.of(on(server, tls, client::connect), on(server, tls, client::connect));
    }
  }

  /// @param connect makes the client's socket
  static Handshake with(ServerTls tls, Connect connect) throws Exception {
    try (ServerSocket server = listen()) {
      return on(server, tls, connect);
    }
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static Handshake on(ServerSocket server, ServerTls tls, Connect connect)
      throws Exception {
    try (SSLSocket socket = connect.to(server)) {
      FutureTask<TlsFacts> facts = new FutureTask<>(() -> serve(server, tls));
      Thread.ofVirtual().start(facts);
      socket.startHandshake();
      socket.getOutputStream().write('.');
      // Before it comes the ticket of TLS 1.3, without which nothing is resumed.
      socket.getInputStream().read();
      return new Handshake(facts.get(), (ExtendedSSLSession) socket.getSession());
    }
  }

  @FunctionalInterface
  interface Connect {
    SSLSocket to(ServerSocket server) throws IOException;
  }

  private static TlsFacts serve(ServerSocket server, ServerTls tls) throws IOException {
    try (Socket plain = server.accept();
        SSLSocket encrypted = tls.wrap(plain)) {
      encrypted.startHandshake();
      encrypted.getInputStream().read();
      encrypted.getOutputStream().write('.');
      return TlsFacts.of(encrypted);
    }
  }

  private static final class TrustsAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
