package dev.yubin.mailbox.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Conversations of `dialogue/*.txt`, each with a fresh account. A line `C: ` is sent with CRLF; a
/// line `S: ` is what the server must send, in which `…` stands for anything and `$USER` for the
/// address of the account; other lines are remarks. `$UIDVALIDITY` stands for the last one told. A
/// mail that a client appends is written in lines as well.
class DialogueIT {
  private static final Pattern UID_VALIDITY = Pattern.compile("\\[UIDVALIDITY (\\d+)]");

  static Stream<String> dialogues() throws IOException {
    try (Stream<Path> files = Files.list(ImapFixture.resource("dialogue"))) {
      return files.map(f -> f.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("dialogues")
  void goesAsWritten(String file) throws IOException {
    ImapFixture fixture = ImapFixture.shared();
    String user = fixture.account();
    List<String> lines = Files.readAllLines(ImapFixture.resource("dialogue/" + file));
    String uidValidity = "";
    try (ImapClient client = fixture.connect(0)) {
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i).replace("$USER", user).replace("$UIDVALIDITY", uidValidity);
        if (line.startsWith("C:")) {
          String sent = line.substring(Math.min(3, line.length())) + "\r\n";
          client.sendOctets(sent.getBytes(StandardCharsets.UTF_8));
        } else if (line.startsWith("S:")) {
          String expected = line.substring(Math.min(3, line.length()));
          String told = client.line();
          assertThat(told).as("%s:%d", file, i + 1).matches(pattern(expected));
          Matcher validity = UID_VALIDITY.matcher(told);
          uidValidity = validity.find() ? validity.group(1) : uidValidity;
        }
      }
    }
  }

  private static Pattern pattern(String expected) {
    return Pattern.compile(
        Stream.of(expected.split("…", -1))
            .map(DialogueIT::octetsAsChars)
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")));
  }

  private static String octetsAsChars(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
