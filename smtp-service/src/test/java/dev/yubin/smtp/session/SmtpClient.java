package dev.yubin.smtp.session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;

/// A client that says what it is told to say. Octets are ISO 8859-1 characters here.
final class SmtpClient implements AutoCloseable {
  private static final int TIMEOUT = 30_000;

  private Socket socket;

  SmtpClient(InetSocketAddress server) throws IOException {
    this(server, "127.0.0.1");
  }

  /// @param from of 127.0.0.0/8, which is all of this host
  SmtpClient(InetSocketAddress server, String from) throws IOException {
    InetAddress local = InetAddress.ofLiteral(from);
    socket = new Socket(server.getAddress(), server.getPort(), local, 0);
    socket.setSoTimeout(TIMEOUT);
    socket.setTcpNoDelay(true);
  }

  void startTls() throws Exception {
    startTls(SslBundle.of(SslStoreBundle.NONE));
  }

  /// @param keys with the certificate that the client has, if it is asked
  void startTls(SslBundle keys) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getManagers().getKeyManagers(), new TrustManager[] {new TrustsAll()}, null);
    SSLSocket encrypted =
        (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", 0, true);
    encrypted.startHandshake();
    socket = encrypted;
  }

  /// After [#startTls].
  ExtendedSSLSession session() {
    return (ExtendedSSLSession) ((SSLSocket) socket).getSession();
  }

  void send(String octets) throws IOException {
    send(octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  void send(byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
    socket.getOutputStream().flush();
  }

  /// The next line, without its CRLF.
  ///
  /// @return null when the server has closed the connection
  @Nullable String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      line.write(octet);
      String text = line.toString(StandardCharsets.UTF_8);
      if (text.endsWith("\r\n")) {
        return text.substring(0, text.length() - 2);
      }
    }
    return null;
  }

  /// The last line of the next reply.
  String reply() throws IOException {
    String line = line();
    while (line != null && line.length() > 3 && line.charAt(3) == '-') {
      line = line();
    }
    return line == null ? "" : line;
  }

  /// Sends a command and gives the last line of the reply.
  String ask(String command) throws IOException {
    send(command + "\r\n");
    return reply();
  }

  @Override
  public void close() throws IOException {
    socket.close();
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
