package dev.yubin.resolver.mtasts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// One GET over HTTPS from an address that our own resolver found, which the JDK's client cannot be
/// told. No redirects (RFC 8461 §3.3), the certificate checked for the name, size and time bounded.
final class HttpsGet {
  /// RFC 8461 §3.3 suggests 64 KiB for the policy; the header comes on top, octets.
  static final int MAX_BODY = 65_536;

  private static final int MAX_RESPONSE = MAX_BODY + 16_384;

  private final SSLContext tls;
  private final int port;
  private final Duration time;

  HttpsGet(SSLContext tls, int port, Duration time) {
    this.tls = tls;
    this.port = port;
    this.time = time;
  }

  /// @return the body of a response with status 200 and type text/plain
  /// @throws IOException for everything else
  String get(InetAddress address, String host, String path) throws IOException {
    long deadline = System.nanoTime() + time.toNanos();
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(address, port), millis(deadline));
      plain.setSoTimeout(millis(deadline));
      try (SSLSocket socket =
          (SSLSocket) tls.getSocketFactory().createSocket(plain, host, port, true)) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        socket.getOutputStream().write(request(host, path));
        return HttpResponseText.plainBody(read(socket, deadline));
      }
    }
  }

  private static byte[] request(String host, String path) {
    return "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: text/plain\r\nConnection: close\r\n\r\n"
        .formatted(path, host.toLowerCase(Locale.ROOT))
        .getBytes(US_ASCII);
  }

  private static String read(SSLSocket socket, long deadline) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[8_192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      all.write(buffer, 0, n);
      if (all.size() > MAX_RESPONSE) {
        throw new IOException("the response is too large");
      }
      socket.setSoTimeout(millis(deadline));
    }
    return all.toString(ISO_8859_1);
  }

  private static int millis(long deadline) throws SocketTimeoutException {
    long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    if (left <= 0) {
      throw new SocketTimeoutException("no response in time");
    }
    return (int) left;
  }
}
