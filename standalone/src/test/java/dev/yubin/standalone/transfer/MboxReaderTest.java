package dev.yubin.standalone.transfer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class MboxReaderTest {
  private record Got(Set<String> flags, Instant date, String octets) {}

  private static List<Got> read(byte[] mbox) throws IOException {
    List<Got> got = new ArrayList<>();
    new MboxReader(new ByteArrayInputStream(mbox), "m")
        .read(
            mail ->
                got.add(
                    new Got(
                        mail.flags(), mail.date(), new String(mail.octets().read(), ISO_8859_1))));
    return got;
  }

  private static List<Got> read(String mbox) throws IOException {
    return read(mbox.getBytes(ISO_8859_1));
  }

  @Example
  void takesFlagsAndDatesFromWhatOtherProgramsWrite() throws IOException {
    assertThat(
            read(
                "From alice@example.test  Tue Nov 24 19:00:00 2026 +0900\r\n"
                    + "status: OR\r\nSubject: a\r\nX-STATUS: FD\r\n\r\nx\r\n\r\n"
                    + "From ???@??? Tue Nov 24 10:00:01 2026\nSubject: b\n\n"))
        .containsExactly(
            new Got(
                Set.of("\\Seen", "\\Flagged", "\\Deleted"),
                Instant.parse("2026-11-24T10:00:00Z"),
                "Subject: a\r\n\r\nx\r\n"),
            new Got(Set.of(), Instant.parse("2026-11-24T10:00:01Z"), "Subject: b\r\n"));
  }

  @Example
  void aLineOfFromWithoutADateOrAnEmptyLineBeforeItIsText() throws IOException {
    assertThat(
            read(
                "From a Tue Nov 24 10:00:00 2026\nSubject: a\n\nx\n"
                    + "From b Tue Nov 24 10:00:00 2026\n\nFrom now on\n"))
        .hasSize(1);
    assertThat(read("no mbox\n\nFrom a Tue Nov 31 10:00:00 2026\n")).isEmpty();
  }

  @Provide
  Arbitrary<List<String>> lines() {
    return Arbitraries.of(
            "",
            "text",
            ".",
            "From a Tue Nov 24 10:00:00 2026",
            "From here",
            ">From here",
            ">>From a Tue Nov 24 10:00:00 2026",
            "Status: RO",
            "\u00e9\u0000")
        .list()
        .ofMaxSize(12);
  }

  @Property(tries = 300)
  void whatIsWrittenIsRead(@ForAll("lines") List<String> body, @ForAll @Size(max = 5) Set<Flag> set)
      throws IOException {
    Set<String> flags = Set.copyOf(set.stream().map(Flag::text).toList());
    String text = "Subject: a\n\n" + String.join("", body.stream().map(l -> l + "\n").toList());
    byte[] mail = LineEnds.toCrlf(text.getBytes(ISO_8859_1));
    Path directory = Files.createTempDirectory("mbox");
    MailTarget.Mailbox box = new MboxTarget(directory).open("a");
    box.add(new Mail("1", Instant.ofEpochSecond(1), flags, "x", () -> mail));
    box.add(new Mail("2", Instant.ofEpochSecond(2), Set.of(), "y", () -> mail));
    box.finish();
    Path file = directory.resolve("a.mbox");

    String octets = new String(mail, ISO_8859_1);
    assertThat(read(Files.readAllBytes(file)))
        .containsExactly(
            new Got(flags, Instant.ofEpochSecond(1), octets),
            new Got(Set.of(), Instant.ofEpochSecond(2), octets));
    Files.delete(file);
    Files.delete(directory);
  }

  enum Flag {
    SEEN("\\Seen"),
    ANSWERED("\\Answered"),
    FLAGGED("\\Flagged"),
    DELETED("\\Deleted"),
    DRAFT("\\Draft"),
    FORWARDED("$Forwarded"),
    OWN("Arbeit");

    private final String text;

    Flag(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  @Property
  void anyOctetsAreRead(@ForAll byte[] octets, @ForAll("lines") List<String> lines) {
    try {
      read(octets);
      byte[] text =
          ("From a Tue Nov 24 10:00:00 2026\n" + String.join("\n", lines)).getBytes(ISO_8859_1);
      assertThat(read(text)).isNotEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
