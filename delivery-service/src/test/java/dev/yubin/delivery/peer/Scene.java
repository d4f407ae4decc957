package dev.yubin.delivery.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/// One connection of a [ScriptedPeer].
final class Scene {
  private final List<String> lines;
  private final Collection<String> deviations;
  private final Collection<String> mails;
  private final CountDownLatch going;
  private final CountDownLatch silent;
  private Socket socket;
  private InputStream in;
  private OutputStream out;

  Scene(
      Socket socket,
      List<String> lines,
      Collection<String> deviations,
      Collection<String> mails,
      CountDownLatch going,
      CountDownLatch silent)
      throws IOException {
    this.going = going;
    this.silent = silent;
    this.lines = lines;
    this.deviations = deviations;
    this.mails = mails;
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  void play() {
    String current = "";
    try (Socket _ = socket) {
      for (String line : lines) {
        current = line;
        play(line);
      }
    } catch (IOException e) {
      if (!endsWithTheClient(current)) {
        deviations.add("at " + current + ": " + e);
      }
    } catch (GeneralSecurityException | InterruptedException e) {
      deviations.add("at " + current + ": " + e);
    }
  }

  private static boolean endsWithTheClient(String line) {
    return line.startsWith("[")
        && !line.startsWith("[tls]")
        && !line.equals("[mail]")
        && !line.startsWith("[scram]")
        && !line.startsWith("[chunk]");
  }

  private void play(String line)
      throws IOException, GeneralSecurityException, InterruptedException {
    if (line.startsWith("S: ")) {
      say(line.substring(3));
    } else if (line.startsWith("C:")) {
      expect(line.substring(2).strip());
    } else if (line.startsWith("[")) {
      direct(line.substring(1, line.indexOf(']')), line.substring(line.indexOf(']') + 1).strip());
    } else if (!line.isBlank()) {
      throw new IllegalArgumentException("Not a line of a scene: " + line);
    }
  }

  private void say(String line) throws IOException {
    out.write((line + "\r\n").getBytes(UTF_8));
    out.flush();
  }

  private ExtendedSSLSession session() {
    return (ExtendedSSLSession) ((SSLSocket) socket).getSession();
  }

  private void expect(String line) throws IOException {
    String said = readLine();
    if (!line.equals("*") && !said.stripTrailing().equals(line)) {
      deviations.add("expected: " + line + ", got: " + said);
    }
  }

  private void direct(String what, String text)
      throws IOException, GeneralSecurityException, InterruptedException {
    switch (what) {
      case "close" -> {}
      case "half-close" -> {
        socket.shutdownOutput();
        in.transferTo(OutputStream.nullOutputStream());
      }
      case "silence" -> {
        silent.countDown();
        in.transferTo(OutputStream.nullOutputStream());
      }
      case "wait" -> going.await();
      case "deaf" -> pause(5_000);
      case "drip" -> drip(text);
      case "tarpit" -> answerSlowly(text.split(" ", 2));
      case "endless" -> endless(text);
      case "tls" -> startTls(text);
      case "failing-tls" -> failTls(text);
      case "scram" -> new ScramHost(text, this::readLine, this::say).login(session());
      case "mail" -> readMail();
      case "chunk" -> readChunk(Integer.parseInt(text));
      default -> throw new IllegalArgumentException("Not a direction: " + what);
    }
  }

  private void drip(String text) throws IOException, InterruptedException {
    while (true) {
      for (byte octet : text.getBytes(UTF_8)) {
        out.write(octet);
        out.flush();
        pause(20);
      }
    }
  }

  private void answerSlowly(String... millisAndText) throws IOException, InterruptedException {
    while (true) {
      readLine();
      pause(Integer.parseInt(millisAndText[0]));
      say(millisAndText[1]);
    }
  }

  private void endless(String text) throws IOException {
    byte[] line = (text + "\r\n").getBytes(UTF_8);
    while (true) {
      out.write(line);
    }
  }

  /// Ends early when the client leaves or the test is over.
  private void pause(int millis) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    for (int waited = 0; waited < millis && !socket.isClosed(); waited += 20) {
      if (never.await(20, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  private void readMail() throws IOException {
    StringBuilder mail = new StringBuilder();
    for (String line = readLine(); !line.equals("."); line = readLine()) {
      mail.append(line).append("\r\n");
    }
    mails.add(mail.toString());
  }

  private void readChunk(int size) throws IOException {
    byte[] chunk = in.readNBytes(size);
    if (chunk.length < size) {
      throw new IOException("the client left");
    }
    mails.add(new String(chunk, UTF_8));
  }

  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet == -1) {
        throw new IOException("the client left");
      }
      line.write(octet);
    }
    String text = line.toString(UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text + "<LF alone>";
  }

  /// The client must not bear it.
  private void failTls(String alias) throws IOException, GeneralSecurityException {
    try {
      startTls(alias);
      in.transferTo(OutputStream.nullOutputStream());
      deviations.add("the client took the certificate");
    } catch (SSLException e) {
      // As it should be.
    }
  }

  private void startTls(String alias) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(PeerKeys.of(alias), null, null);
    SSLSocket encrypted =
        (SSLSocket)
            context.getSocketFactory().createSocket(socket, "client", socket.getPort(), true);
    encrypted.setUseClientMode(false);
    encrypted.startHandshake();
    socket = encrypted;
    in = new BufferedInputStream(encrypted.getInputStream());
    out = encrypted.getOutputStream();
  }
}
