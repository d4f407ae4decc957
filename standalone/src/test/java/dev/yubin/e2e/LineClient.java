package dev.yubin.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// A client of a line protocol that says what a test tells it to. Characters are octets.
final class LineClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  private Socket socket;
  private InputStream in;
  private OutputStream out;

  LineClient(int port) throws IOException {
    this("127.0.0.1", port);
  }

  LineClient(String host, int port) throws IOException {
    socket = new Socket(host, port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
    out = new BufferedOutputStream(socket.getOutputStream());
  }

  /// Sends a line and reads the reply's lines: SMTP's last line has a space behind its code.
  List<String> smtp(String line) throws IOException {
    send(line);
    return smtpReply();
  }

  /// One mail, and QUIT.
  void transaction(String from, String to, String mail) throws IOException {
    smtp("MAIL FROM:<" + from + ">", "250 2.1.0");
    smtp("RCPT TO:<" + to + ">", "250 2.1.5");
    smtp("DATA", "354");
    sendOctets(mail.replaceAll("(?m)^\\.", "..").getBytes(ISO_8859_1));
    smtp(".", "250 2.0.0");
    smtp("QUIT", "221");
  }

  List<String> smtpReply() throws IOException {
    List<String> reply = new ArrayList<>();
    do {
      reply.add(readLine());
    } while (reply.getLast().length() > 3 && reply.getLast().charAt(3) == '-');
    return reply;
  }

  /// As [#smtp], for one that must begin so.
  void smtp(String line, String expected) throws IOException {
    assertThat(smtp(line).getLast()).as(line).startsWith(expected);
  }

  /// Sends a command with a tag of its own and gives all up to its completion.
  List<String> imap(String command) throws IOException {
    send("t " + command);
    List<String> lines = new ArrayList<>();
    do {
      lines.add(readLine());
    } while (!lines.getLast().startsWith("t "));
    assertThat(lines.getLast()).as(command).startsWith("t OK");
    return lines;
  }

  /// The octets of POP3's RETR, unstuffed.
  byte[] pop3Retrieve(int number) throws IOException {
    send("RETR " + number);
    assertThat(readLine()).startsWith("+OK");
    ByteArrayOutputStream mail = new ByteArrayOutputStream();
    for (String line = readLine(); !line.equals("."); line = readLine()) {
      mail.write((line.startsWith(".") ? line.substring(1) : line).getBytes(ISO_8859_1));
      mail.write('\r');
      mail.write('\n');
    }
    return mail.toByteArray();
  }

  void send(String line) throws IOException {
    sendOctets((line + "\r\n").getBytes(ISO_8859_1));
  }

  void sendOctets(byte[] octets) throws IOException {
    out.write(octets);
    out.flush();
  }

  String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet == -1) {
        throw new EOFException("The server left after: " + line.toString(ISO_8859_1));
      }
      if (octet != '\r') {
        line.write(octet);
      }
    }
    return line.toString(ISO_8859_1);
  }

  /// TLS, with whatever certificate the server shows.
  void startTls() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustAll()}, null);
      SSLSocket encrypted =
          (SSLSocket)
              context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
      encrypted.startHandshake();
      socket = encrypted;
      in = new BufferedInputStream(encrypted.getInputStream());
      out = new BufferedOutputStream(encrypted.getOutputStream());
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static final class TrustAll implements X509TrustManager {
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
