package dev.yubin.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.yubin.dns.RecordType;
import dev.yubin.mail.MailRecord;
import dev.yubin.server.Network;
import dev.yubin.smtp.inspection.client.TestZone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.convert.DurationStyle;

/// Runs the dialogues under `src/test/resources/dialogue`, each against a server of its own:
///
/// - `#` a comment
/// - `@port mx|submission|submissions|lmtp`, `@trusted NETWORK`, `@proxies NETWORK`,
///   `@directory unread` before the start
/// - `@bind ADDRESS` where the server listens; a dialogue is left out on a machine that has none
/// - `@client ADDRESS` of 127.0.0.0/8 where the client comes from
/// - `@data-time TIME` how long the octets of a mail may take, such as `200ms`
/// - `@dns TYPE NAME VALUE` a record, `!` for a value that cannot be found out now, `@dns !` for a
///   DNS that does not answer; with one of these the mail is judged
/// - `@property NAME=VALUE` a property of the service
/// - `C:` a line that the client sends; lines that follow one another go in one packet
/// - `R:` octets that the client sends, with the escapes of Java and no line end
/// - `S:` a line that the server must send; `…` stands for any rest
/// - `TLS` both sides begin TLS
/// - `CLOSED` the server closes the connection
/// - `K:` a line of the mail that was accepted last, from its start; `…` stands for any rest
/// - `KR:` the same with the escapes of Java
/// - `H:` a header of that mail's record, in their order; each header that is named anywhere in
///   the dialogue is named as often as it is there
class DialogueTest {
  @TempDir static Path certificates;

  @TestFactory
  Stream<DynamicTest> holds() throws IOException, URISyntaxException {
    Path folder = Path.of(DialogueTest.class.getResource("/dialogue").toURI());
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        List<String> lines = Files.readAllLines(file);
        String name = file.getFileName().toString().replace(".txt", "");
        tests.add(DynamicTest.dynamicTest(name, file.toUri(), () -> run(lines)));
      }
    }
    return tests.stream();
  }

  private static void run(List<String> lines) throws Exception {
    TestServer.Setting setting = setting(lines);
    assumeTrue(isOurs(setting.bind()), () -> "This machine has no address " + setting.bind());
    try (TestServer server = new TestServer(certificates, setting)) {
      arguments(lines, "@directory").forEach(unread -> server.directoryIsNotRead());
      String client =
          arguments(lines, "@client").findFirst().orElse(setting.bind().getHostAddress());
      String port = arguments(lines, "@port").findFirst().orElse("mx");
      try (SmtpClient connected = new SmtpClient(server.address(port), client)) {
        if (port.equals("submissions")) {
          connected.startTls();
        }
        new Script(server, connected).run(lines);
      }
    }
  }

  private static boolean isOurs(InetAddress address) throws SocketException {
    return NetworkInterface.getByInetAddress(address) != null;
  }

  private static TestServer.Setting setting(List<String> lines) {
    TestServer.Setting setting = judging(lines);
    Optional<InetAddress> bind = arguments(lines, "@bind").findFirst().map(InetAddress::ofLiteral);
    Optional<Duration> dataTime =
        arguments(lines, "@data-time").findFirst().map(DurationStyle::detectAndParse);
    return setting
        .on(bind.orElse(setting.bind()))
        .waitingForData(dataTime.orElse(setting.dataTime()));
  }

  private static TestServer.Setting judging(List<String> lines) {
    Map<String, String> properties = new HashMap<>();
    arguments(lines, "@property")
        .map(line -> line.split("=", 2))
        .forEach(pair -> properties.put(pair[0], pair[1]));
    List<String> records = arguments(lines, "@dns").toList();
    return TestServer.Setting.of(
            TestServer.properties(arguments(lines, "@trusted").map(Network::of).toList()))
        .behind(arguments(lines, "@proxies").map(Network::of).toList())
        .judging(properties, records.isEmpty() ? Optional.empty() : Optional.of(zone(records)));
  }

  private static TestZone zone(List<String> records) {
    TestZone zone = new TestZone();
    for (String record : records) {
      String[] parts = record.split(" ", 3);
      if (record.equals("!")) {
        zone.down();
      } else if (parts[2].equals("!")) {
        zone.failing(RecordType.valueOf(parts[0]), parts[1]);
      } else {
        zone.with(RecordType.valueOf(parts[0]), parts[1], parts[2]);
      }
    }
    return zone;
  }

  private static Stream<String> arguments(List<String> lines, String directive) {
    return lines.stream()
        .filter(line -> line.startsWith(directive + " "))
        .map(line -> line.substring(directive.length() + 1));
  }

  /// A dialogue as it runs.
  private static final class Script {
    private final TestServer server;
    private final SmtpClient client;
    private final StringBuilder packet = new StringBuilder();
    private final List<String> kept = new ArrayList<>();
    private final List<String> headers = new ArrayList<>();

    Script(TestServer server, SmtpClient client) {
      this.server = server;
      this.client = client;
    }

    void run(List<String> lines) throws Exception {
      for (int i = 0; i < lines.size(); i++) {
        step(lines.get(i), "line " + (i + 1));
      }
      send();
      checkKept();
      checkHeaders();
    }

    private void step(String line, String where) throws Exception {
      if (line.startsWith("C:")) {
        packet.append(octets(argument(line))).append("\r\n");
      } else if (line.startsWith("R:")) {
        packet.append(octets(argument(line).translateEscapes()));
      } else if (line.startsWith("K:")) {
        kept.add(argument(line));
      } else if (line.startsWith("KR:")) {
        kept.add(line.substring(4).translateEscapes());
      } else if (line.startsWith("H:")) {
        headers.add(argument(line));
      } else if (line.startsWith("S:")) {
        send();
        check(client.line(), argument(line), where);
      } else if (line.equals("TLS")) {
        send();
        client.startTls();
      } else if (line.equals("CLOSED")) {
        send();
        assertThat(client.line()).as(where).isNull();
      } else if (!line.isBlank() && !line.startsWith("#") && !line.startsWith("@")) {
        throw new IllegalArgumentException(where + ": " + line);
      }
    }

    private void send() throws IOException {
      client.send(packet.toString());
      packet.setLength(0);
    }

    private void checkKept() {
      if (kept.isEmpty()) {
        return;
      }
      MailRecord.Last last = server.accepted().getLast();
      String[] lines = new String(last.octets(), StandardCharsets.UTF_8).split("\r\n", -1);
      for (int i = 0; i < kept.size(); i++) {
        check(i < lines.length ? lines[i] : null, kept.get(i), "mail line " + (i + 1));
      }
    }

    private void checkHeaders() {
      List<String> names = headers.stream().map(Script::name).toList();
      List<String> actual = new ArrayList<>();
      if (!headers.isEmpty()) {
        for (Header header : server.accepted().getLast().headers()) {
          if (names.contains(header.key())) {
            actual.add(header.key() + ": " + new String(header.value(), StandardCharsets.UTF_8));
          }
        }
      }
      assertThat(actual.stream().map(Script::name)).containsExactlyElementsOf(names);
      for (int i = 0; i < headers.size(); i++) {
        check(actual.get(i), headers.get(i), "header " + (i + 1));
      }
    }

    private static String name(String header) {
      return header.substring(0, header.indexOf(':'));
    }

    private static void check(@Nullable String actual, String expected, String where) {
      if (expected.endsWith("…")) {
        assertThat(actual).as(where).startsWith(expected.substring(0, expected.length() - 1));
      } else {
        assertThat(actual).as(where).isEqualTo(expected);
      }
    }

    /// The client sends octets as characters of ISO 8859-1.
    private static String octets(String text) {
      return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String argument(String line) {
      return line.length() > 2 && line.charAt(2) == ' ' ? line.substring(3) : line.substring(2);
    }
  }
}
