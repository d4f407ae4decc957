package dev.yubin.delivery.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.mail.EmailAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A file of `client/`: remarks (`#`), what is sent (`from`, `to`, `size`, `smtputf8`, `twice`),
/// the scenes that the peer plays, and what comes of it.
record Dialogue(
    Outgoing mail, boolean twice, List<List<String>> scenes, List<String> expectedOutcomes) {

  private static final String CONTENT = "Subject: Dots\r\n\r\n.\r\n.. two\r\na line\r\n.last\r\n";

  static Dialogue read(Path file) throws IOException {
    List<List<String>> scenes = new ArrayList<>();
    List<String> outcomes = new ArrayList<>();
    List<String> current = new ArrayList<>();
    List<String> settings = current;
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("#")) {
        continue;
      }
      if (line.equals("== connection")) {
        current = new ArrayList<>();
        scenes.add(current);
      } else if (line.equals("== outcome")) {
        current = outcomes;
      } else if (!line.isBlank()) {
        current.add(line);
      }
    }
    return new Dialogue(mail(settings), settings.contains("twice"), scenes, outcomes);
  }

  private static Outgoing mail(List<String> settings) {
    String from = setting(settings, "from").orElse("bob@example.test");
    List<EmailAddress> to =
        Arrays.stream(setting(settings, "to").orElse("carol@elsewhere.test").split(" "))
            .map(EmailAddress::of)
            .toList();
    int size = Integer.parseInt(setting(settings, "size").orElse("0"));
    byte[] octets = (CONTENT + "x".repeat(size)).getBytes(UTF_8);
    return new Outgoing(
        from.equals("<>") ? Optional.empty() : Optional.of(EmailAddress.of(from)),
        to,
        octets.length,
        settings.contains("smtputf8"),
        () -> new ByteArrayInputStream(octets));
  }

  private static Optional<String> setting(List<String> settings, String name) {
    return settings.stream()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length() + 1))
        .findFirst();
  }
}
