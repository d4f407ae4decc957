package dev.yubin.standalone.torture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Everybody else's SMTP server, which misbehaves by [SinkScript]. It keeps what it took.
final class Sink implements AutoCloseable {
  private static final int MAX_LINE = 8192;

  /// A mail that it had all of.
  ///
  /// @param begunAt when its MAIL came
  /// @param takenAt when its final dot came
  /// @param answered whether it said 250; the other side may have gone by then
  record Copy(
      String mail,
      List<String> recipients,
      boolean whole,
      Instant begunAt,
      Instant takenAt,
      boolean answered) {}

  private final ServerSocket server;
  private final Queue<Copy> copies = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> visits = new ConcurrentHashMap<>();
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

  Sink(Addresses addresses) throws IOException {
    server = new ServerSocket(addresses.sink(), 200, InetAddress.getByName(Addresses.SINK_HOST));
    Thread.ofVirtual().name("sink").start(this::accept);
  }

  Collection<Copy> copies() {
    return copies;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        clients.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      new Session(client).run();
    } catch (IOException e) {
      // The client has gone: its business.
      return;
    } finally {
      clients.remove(client);
    }
  }

  /// Counts from 1.
  private int visit(String key) {
    return visits.merge(key, 1, Integer::sum);
  }

  /// One connection, on one thread.
  private final class Session {
    private final InputStream in;
    private final OutputStream out;
    private final List<String> recipients = new ArrayList<>();
    private String mail = "";
    private Instant begunAt = Instant.EPOCH;

    Session(Socket client) throws IOException {
      in = new BufferedInputStream(client.getInputStream(), 65_536);
      out = client.getOutputStream();
    }

    void run() throws IOException {
      say("220 mx." + SinkScript.DOMAIN + " ready");
      for (String line = read(); line != null && obey(line); line = read()) {
        // obey has done it
      }
    }

    private @Nullable String read() throws IOException {
      byte[] line = readLine();
      return line == null ? null : new String(line, ISO_8859_1).stripTrailing();
    }

    /// With its end, so that content stays as it came.
    private byte @Nullable [] readLine() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream(100);
      for (int octet = in.read(); octet >= 0; octet = in.read()) {
        line.write(octet);
        if (octet == '\n' || line.size() == MAX_LINE) {
          return line.toByteArray();
        }
      }
      return null;
    }

    private void say(String line) throws IOException {
      out.write((line + "\r\n").getBytes(ISO_8859_1));
      out.flush();
    }

    /// @return whether the session goes on
    private boolean obey(String line) throws IOException {
      String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
      switch (verb) {
        case "EHLO", "HELO" -> say("250-mx\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE 99999999");
        case "MAIL" -> {
          // The id is the detail of the sender's address.
          mail = path(line).replaceFirst("^[^+]*\\+", "").replaceFirst("@.*$", "");
          begunAt = Instant.now();
          recipients.clear();
          say("250 2.1.0 OK");
        }
        case "RCPT" -> {
          return rcpt(path(line));
        }
        case "DATA" -> {
          return data();
        }
        case "QUIT" -> {
          say("221 2.0.0 Bye");
          return false;
        }
        default -> say("250 2.0.0 OK");
      }
      return true;
    }

    private static String path(String line) {
      return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
    }

    private boolean rcpt(String address) throws IOException {
      switch (SinkScript.of(address).orElseThrow()) {
        case REFUSES -> say("550 5.1.1 Nobody of that name");
        case LATER -> {
          if (visit(mail + " " + address) <= 2) {
            say("450 4.2.1 Later");
          } else {
            take(address);
          }
        }
        default -> take(address);
      }
      return true;
    }

    private void take(String address) throws IOException {
      recipients.add(address);
      say("250 2.1.5 OK");
    }

    private boolean data() throws IOException {
      if (recipients.isEmpty()) {
        say("554 5.5.1 No valid recipients");
        return true;
      }
      SinkScript script = SinkScript.of(recipients.getFirst()).orElseThrow();
      int visit = visit(mail + " " + script);
      boolean cuts = script == SinkScript.CUTS && visit == 1;
      boolean early = mail.hashCode() % 2 == 0;
      if (cuts && early) {
        return false;
      }
      say("354 Go on");
      if (cuts) {
        readLine();
        return false;
      }
      byte[] content = content();
      if (content == null) {
        return false;
      }
      return end(script, visit, content);
    }

    private byte @Nullable [] content() throws IOException {
      ByteArrayOutputStream content = new ByteArrayOutputStream(4096);
      for (byte[] line = readLine(); line != null; line = readLine()) {
        if (line.length == 3 && line[0] == '.') {
          return content.toByteArray();
        }
        int from = line[0] == '.' ? 1 : 0;
        content.write(line, from, line.length - from);
      }
      return null;
    }

    private boolean end(SinkScript script, int visit, byte[] content) throws IOException {
      if (script == SinkScript.DEFERS && visit == 1) {
        say("451 4.3.0 Try again");
        return true;
      }
      if (script == SinkScript.REJECTS) {
        say("554 5.6.0 Not like that");
        return true;
      }
      boolean answers = script != SinkScript.LOSES || visit > 1;
      boolean whole =
          Mail.read(content).filter(mark -> mark.whole() && mark.id().equals(mail)).isPresent();
      copies.add(new Copy(mail, List.copyOf(recipients), whole, begunAt, Instant.now(), answers));
      if (answers) {
        say("250 2.0.0 Taken");
      }
      return answers;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket client : clients) {
      client.close();
    }
  }
}
