package dev.yubin.standalone.torture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A client that fetches its mail over POP3 and deletes what it has. What a QUIT that was
/// answered has deleted is gone; what one without an answer has, is gone as a whole or not at
/// all (RFC 1939 §6).
final class Pop3Worker {
  private static final Logger log = LoggerFactory.getLogger(Pop3Worker.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SOME = 20;

  private final String account;
  private final IntSupplier ports;
  private final History history;

  /// By unique id, the mail.
  private final Map<String, String> seen = new HashMap<>();

  private final Set<String> deleted = new HashSet<>();
  private Set<String> open = Set.of();

  Pop3Worker(String account, IntSupplier ports, History history) {
    this.account = account;
    this.ports = ports;
    this.history = history;
  }

  /// Goes on until its thread is interrupted.
  void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          visit(ports.getAsInt(), SOME, true);
        } catch (IOException e) {
          log.info("event=pop3-session-ended account={} reason={}", account, e.toString());
        }
        Thread.sleep(1_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Reads what is left, when all has come back.
  ///
  /// @return by mail, how many messages it has been in
  Map<String, Integer> finish(int port) throws IOException {
    visit(port, Integer.MAX_VALUE, false);
    Map<String, Integer> mails = new HashMap<>();
    seen.values().forEach(id -> mails.merge(id, 1, Integer::sum));
    return mails;
  }

  String account() {
    return account;
  }

  private void visit(int port, int most, boolean deletes) throws IOException {
    try (Wire wire = new Wire(port, PATIENCE)) {
      ok(wire.line());
      ask(wire, "USER " + account);
      ask(wire, "PASS " + Accounts.PASSWORD);
      Map<String, String> there = list(wire);
      check(there.keySet());
      Set<String> marked = new HashSet<>();
      for (Map.Entry<String, String> message : there.entrySet()) {
        if (marked.size() < most) {
          retrieve(wire, message.getValue(), message.getKey());
          marked.add(message.getKey());
          if (deletes) {
            ask(wire, "DELE " + message.getValue());
          }
        }
      }
      if (deletes) {
        open = marked;
      }
      ask(wire, "QUIT");
      if (deletes) {
        deleted.addAll(marked);
        open = Set.of();
      }
    }
  }

  /// @return by unique id, the number
  private static Map<String, String> list(Wire wire) throws IOException {
    ask(wire, "UIDL");
    Map<String, String> there = new LinkedHashMap<>();
    for (String line = wire.line(); !line.equals("."); line = wire.line()) {
      String[] words = line.split(" ");
      there.put(words[1], words[0]);
    }
    return there;
  }

  private void check(Set<String> there) {
    Set<String> back = new HashSet<>(deleted);
    back.retainAll(there);
    if (!back.isEmpty()) {
      history.broken(Promise.MAILBOX, account + " deleted by POP3, and there again: " + back);
    }
    Set<String> left = new HashSet<>(open);
    left.retainAll(there);
    if (left.isEmpty()) {
      deleted.addAll(open);
    } else if (left.size() < open.size()) {
      history.broken(
          Promise.MAILBOX, "%s: of QUIT's %s there are still %s".formatted(account, open, left));
    }
    open = Set.of();
  }

  private void retrieve(Wire wire, String number, String uniqueId) throws IOException {
    ask(wire, "RETR " + number);
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (String line = wire.line(); !line.equals("."); line = wire.line()) {
      octets.writeBytes((line.startsWith(".") ? line.substring(1) : line).getBytes(ISO_8859_1));
      octets.writeBytes("\r\n".getBytes(ISO_8859_1));
    }
    Mail.read(octets.toByteArray())
        .ifPresentOrElse(
            mark -> {
              seen.put(uniqueId, mark.id());
              if (!mark.whole()) {
                history.broken(Promise.PARTIAL, mark.id() + " over POP3 in " + account);
              }
            },
            () -> history.broken(Promise.UNASKED, account + " has a mail of nobody"));
  }

  private static void ask(Wire wire, String command) throws IOException {
    wire.send(command);
    ok(wire.line());
  }

  private static void ok(String line) throws IOException {
    if (!line.startsWith("+OK")) {
      throw new IOException("The server said " + line);
    }
  }
}
