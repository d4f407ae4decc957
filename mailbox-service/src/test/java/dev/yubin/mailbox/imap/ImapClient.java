package dev.yubin.mailbox.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.assertj.core.api.Assertions;

/// A client that knows lines and literals and nothing more. Octets are chars.
final class ImapClient implements AutoCloseable {
  private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)}$");

  private Socket socket;
  private InputStream in;
  private OutputStream out;
  private int tags;

  ImapClient(InetSocketAddress address) throws IOException {
    socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout(20_000);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /// Goes on under TLS, whatever the server's certificate.
  void startTls() throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustEverybody()}, null);
    socket = context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /// Goes on compressed.
  void compress() {
    in = new BufferedInputStream(new InflaterInputStream(in, new Inflater(true)));
    out = new DeflaterOutputStream(out, new Deflater(Deflater.BEST_COMPRESSION, true), true);
  }

  /// After [#startTls].
  ExtendedSSLSession session() {
    return (ExtendedSSLSession) ((SSLSocket) socket).getSession();
  }

  private static final class TrustEverybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  void send(String line) throws IOException {
    sendOctets((line + "\r\n").getBytes(ISO_8859_1));
  }

  void sendOctets(byte[] octets) throws IOException {
    out.write(octets);
    out.flush();
  }

  /// The next line without its CRLF.
  String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("The server has closed the connection after: " + line);
      }
      line.write(c);
    }
    String text = line.toString(ISO_8859_1);
    Assertions.assertThat(text).endsWith("\r");
    return text.substring(0, text.length() - 1);
  }

  /// The next response, literals included.
  String response() throws IOException {
    String response = line();
    for (Matcher m = LITERAL.matcher(response); m.find(); m = LITERAL.matcher(response)) {
      byte[] literal = in.readNBytes(Integer.parseInt(m.group(1)));
      response += "\r\n" + new String(literal, ISO_8859_1) + line();
    }
    return response;
  }

  InputStream in() {
    return in;
  }

  boolean isClosedByServer() throws IOException {
    return in.read() < 0;
  }

  /// Reads on until the server closes, whatever it still says.
  void awaitClose() throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }

  /// Sends a command.
  ///
  /// @return all responses, the tagged one last and without its tag
  List<String> command(String command) throws IOException {
    String tag = "t" + ++tags;
    send(tag + " " + command);
    List<String> responses = new ArrayList<>();
    while (true) {
      String response = response();
      if (response.startsWith(tag + " ")) {
        responses.add(response.substring(tag.length() + 1));
        return responses;
      }
      responses.add(response);
    }
  }

  /// Sends a command that must succeed.
  ///
  /// @return the untagged responses
  List<String> ok(String command) throws IOException {
    List<String> responses = command(command);
    Assertions.assertThat(responses.getLast()).as(command).startsWith("OK ");
    return responses.subList(0, responses.size() - 1);
  }

  /// Appends a mail to INBOX.
  ///
  /// @return its UID
  long append(String mail) throws IOException {
    List<String> responses = command("APPEND INBOX {" + mail.length() + "+}\r\n" + mail);
    Matcher m = Pattern.compile("APPENDUID \\d+ (\\d+)]").matcher(responses.getLast());
    Assertions.assertThat(m.find()).as(responses.toString()).isTrue();
    return Long.parseLong(m.group(1));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
