package dev.yubin.mailbox.pop3.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// A client that says what it is told to say.
final class Pop3Client implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 30_000;

  private Socket socket;
  private InputStream in;

  Pop3Client(InetSocketAddress server) throws IOException {
    socket = new Socket(server.getAddress(), server.getPort());
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  void send(String octets) throws IOException {
    socket.getOutputStream().write(octets.getBytes(ISO_8859_1));
  }

  /// @return without its CRLF or LF; null when the server has closed the connection
  @Nullable String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int octet = in.read();
    while (octet != -1 && octet != '\n') {
      line.append((char) octet);
      octet = in.read();
    }
    if (octet == -1 && line.isEmpty()) {
      return null;
    }
    boolean carriageReturn = !line.isEmpty() && line.charAt(line.length() - 1) == '\r';
    return carriageReturn ? line.substring(0, line.length() - 1) : line.toString();
  }

  void startTls() throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustsAll()}, new SecureRandom());
    SSLSocket tls =
        (SSLSocket)
            context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
    tls.startHandshake();
    socket = tls;
    in = new BufferedInputStream(tls.getInputStream());
  }

  /// After [#startTls].
  ExtendedSSLSession session() {
    return (ExtendedSSLSession) ((SSLSocket) socket).getSession();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static final class TrustsAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
