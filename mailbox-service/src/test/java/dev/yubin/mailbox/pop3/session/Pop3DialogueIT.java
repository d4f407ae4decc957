package dev.yubin.mailbox.pop3.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mailbox.MailListeners;
import dev.yubin.mailbox.RunningMailboxService;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Runs the dialogues under `src/test/resources/dialogue/pop3`, each with an account of its own
/// whose address stands for `ADDRESS`, and whose password is `yubin-demo`:
///
/// - `#` a comment
/// - `@tls` TLS begins with the connection
/// - `@mail` a mail in INBOX, with the escapes of Java; `@size` one of that many octets
/// - `C:` a line that the client sends; lines that follow one another go in one packet
/// - `R:` octets that the client sends, with the escapes of Java and no line end
/// - `S:` a line that the server must send; `…` stands for any rest
/// - `TLS` both sides begin TLS
/// - `RECONNECT` the client leaves without a word and comes again
/// - `CLOSED` the server closes the connection
///
/// `BASE64(…)` in what the client sends becomes base64.
class Pop3DialogueIT {
  private static RunningMailboxService service;
  private static StoredMails mails;

  @BeforeAll
  static void start() {
    service = RunningMailboxService.start();
    mails = StoredMails.of(service);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @TestFactory
  Stream<DynamicTest> holds() throws Exception {
    Path folder = Path.of(Pop3DialogueIT.class.getResource("/dialogue/pop3").toURI());
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        List<String> lines = Files.readAllLines(file);
        String name = file.getFileName().toString().replace(".txt", "");
        tests.add(DynamicTest.dynamicTest(name, file.toUri(), () -> new Script(name).run(lines)));
      }
    }
    return tests.stream();
  }

  /// A dialogue as it runs.
  private static final class Script {
    private final String address;
    private final StringBuilder packet = new StringBuilder();
    private boolean implicitTls;
    private @Nullable Pop3Client client;

    Script(String name) {
      address = name.replace('.', '-') + "@example.test";
      mails.createAccount(address);
    }

    void run(List<String> lines) throws Exception {
      for (int i = 0; i < lines.size(); i++) {
        step(lines.get(i), "line " + (i + 1));
      }
      send();
      client().close();
    }

    private void step(String line, String where) throws Exception {
      if (line.startsWith("@")) {
        prepare(line);
      } else if (line.startsWith("C:")) {
        packet.append(filled(argument(line))).append("\r\n");
      } else if (line.startsWith("R:")) {
        packet.append(filled(argument(line)).translateEscapes());
      } else if (line.startsWith("S:")) {
        send();
        check(client().line(), filled(argument(line)), where);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        perform(line, where);
      }
    }

    private void prepare(String line) {
      if (line.equals("@tls")) {
        implicitTls = true;
      } else if (line.startsWith("@mail ")) {
        mails.add(address, line.substring(6).translateEscapes());
      } else if (line.startsWith("@size ")) {
        mails.add(address, ofSize(Integer.parseInt(line.substring(6))));
      } else {
        throw new IllegalArgumentException(line);
      }
    }

    private static String ofSize(int octets) {
      return "Subject: x\r\n\r\n" + "x".repeat(octets - 16) + "\r\n";
    }

    private void perform(String line, String where) throws Exception {
      send();
      switch (line) {
        case "TLS" -> client().startTls();
        case "CLOSED" -> assertThat(client().line()).as(where).isNull();
        case "RECONNECT" -> {
          client().close();
          client = null;
        }
        default -> throw new IllegalArgumentException(where + ": " + line);
      }
    }

    private Pop3Client client() throws Exception {
      if (client == null) {
        client =
            new Pop3Client(
                service.bean(MailListeners.class).addresses("pop3", implicitTls).getFirst());
        if (implicitTls) {
          client.startTls();
        }
      }
      return client;
    }

    private void send() throws Exception {
      if (packet.isEmpty()) {
        return;
      }
      client().send(new String(packet.toString().getBytes(StandardCharsets.UTF_8), ISO_8859_1));
      packet.setLength(0);
    }

    private String filled(String text) {
      String filled = text.replace("ADDRESS", address);
      int from = filled.indexOf("BASE64(");
      if (from < 0) {
        return filled;
      }
      String plain = filled.substring(from + 7, filled.lastIndexOf(')')).translateEscapes();
      return filled.substring(0, from)
          + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static void check(@Nullable String actual, String expected, String where) {
      if (expected.endsWith("…")) {
        assertThat(actual).as(where).startsWith(expected.substring(0, expected.length() - 1));
      } else {
        assertThat(actual).as(where).isEqualTo(expected);
      }
    }

    private static String argument(String line) {
      return line.length() > 2 && line.charAt(2) == ' ' ? line.substring(3) : line.substring(2);
    }
  }
}
