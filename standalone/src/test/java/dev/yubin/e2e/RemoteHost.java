package dev.yubin.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/// Somebody else's SMTP server: answers RCPT as it is told, takes everything else and keeps it.
final class RemoteHost implements AutoCloseable {

  /// A mail that it answered for, with its dots unstuffed.
  record Received(String reversePath, List<String> recipients, String octets) {}

  private final ServerSocket server;
  private final Queue<String> rcptReplies = new ConcurrentLinkedQueue<>();
  private final List<Received> mails = new CopyOnWriteArrayList<>();

  RemoteHost(InetAddress address, int port) throws IOException {
    server = new ServerSocket(port, 16, address);
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /// Adds replies to the next RCPT commands; when they are used up, all are taken.
  void willAnswerRcpt(String... replies) {
    rcptReplies.addAll(List.of(replies));
  }

  List<Received> mails() {
    return mails;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      var in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
      OutputStream out = client.getOutputStream();
      say(out, "220 remote.test ready");
      String reversePath = "";
      List<String> recipients = new CopyOnWriteArrayList<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase();
        switch (verb) {
          case "EHLO" ->
              say(out, "250-remote.test\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE 99999999");
          case "MAIL" -> {
            reversePath = path(line);
            recipients.clear();
            say(out, "250 2.1.0 OK");
          }
          case "RCPT" -> {
            String reply = rcptReplies.isEmpty() ? "250 2.1.5 OK" : rcptReplies.remove();
            if (reply.startsWith("2")) {
              recipients.add(path(line));
            }
            say(out, reply);
          }
          case "DATA" -> {
            if (recipients.isEmpty()) {
              say(out, "554 5.5.1 No valid recipients");
            } else {
              say(out, "354 Go on");
              mails.add(new Received(reversePath, List.copyOf(recipients), data(in)));
              say(out, "250 2.0.0 Taken");
            }
          }
          case "QUIT" -> {
            say(out, "221 2.0.0 Bye");
            return;
          }
          default -> say(out, "250 2.0.0 OK");
        }
      }
    } catch (IOException e) {
      // The client left.
    }
  }

  private static String path(String command) {
    return command.substring(command.indexOf('<') + 1, command.indexOf('>'));
  }

  private static String data(BufferedReader in) throws IOException {
    StringBuilder mail = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
    }
    return mail.toString();
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
