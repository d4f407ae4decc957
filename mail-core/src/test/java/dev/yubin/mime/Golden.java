package dev.yubin.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.yubin.mime.SectionPath.What;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The golden mails, and a structure as a text that a reader can hold against the mail.
final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/mime");

  private Golden() {}

  static List<Path> mails() throws IOException {
    return files(".eml");
  }

  static List<Path> files(String ending) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
    }
  }

  /// The file of the same name with another ending.
  static Path beside(Path file, String ending) {
    return Path.of(file.toString().replaceFirst("\\.\\w+$", "." + ending));
  }

  static byte[] mail(String name) throws IOException {
    return Files.readAllBytes(FOLDER.resolve(name + ".eml"));
  }

  /// ENVELOPE, BODY, BODYSTRUCTURE and every section with its octets.
  static String describe(byte[] mail, MimeStructure structure) {
    StringBuilder text = new StringBuilder();
    text.append("ENVELOPE ").append(printable(structure.envelope())).append('\n');
    text.append("BODY ").append(printable(structure.body())).append('\n');
    text.append("BODYSTRUCTURE ").append(printable(structure.bodyStructure())).append('\n');
    for (SectionPath section : sections(structure)) {
      structure
          .find(section)
          .ifPresent(range -> text.append(line(mail, section, range)).append('\n'));
    }
    return text.toString();
  }

  private static String line(byte[] mail, SectionPath section, OctetRange range) {
    String octets = new String(mail, (int) range.offset(), (int) range.length(), ISO_8859_1);
    String shown =
        octets.length() <= 160
            ? printable(octets.getBytes(ISO_8859_1))
            : printable(octets.substring(0, 60).getBytes(ISO_8859_1))
                + " … "
                + printable(octets.substring(octets.length() - 60).getBytes(ISO_8859_1));
    return "BODY[%s] %d+%d %s".formatted(text(section), range.offset(), range.length(), shown);
  }

  static String text(SectionPath section) {
    String numbers =
        section.numbers().stream().map(String::valueOf).collect(Collectors.joining("."));
    String what = section.what() == What.ALL ? "" : section.what().name();
    return numbers + (numbers.isEmpty() || what.isEmpty() ? "" : ".") + what;
  }

  /// Every section that a structure may have.
  static List<SectionPath> sections(MimeStructure structure) {
    List<SectionPath> sections = new ArrayList<>();
    for (What what : List.of(What.ALL, What.HEADER, What.TEXT)) {
      sections.add(new SectionPath(List.of(), what));
    }
    addSections(structure, List.of(), sections);
    return sections;
  }

  private static void addSections(
      MimeStructure structure, List<Integer> parent, List<SectionPath> sections) {
    for (int number = 1; ; number++) {
      List<Integer> path = Stream.concat(parent.stream(), Stream.of(number)).toList();
      if (structure.part(path).isEmpty()) {
        return;
      }
      for (What what : List.of(What.ALL, What.MIME, What.HEADER, What.TEXT)) {
        sections.add(new SectionPath(path, what));
      }
      addSections(structure, path, sections);
    }
  }

  /// The octets on one line: `\r`, `\n` and what is not printable ASCII escaped.
  static String printable(byte[] octets) {
    return IntStream.range(0, octets.length)
        .mapToObj(i -> printable(octets[i] & 0xff))
        .collect(Collectors.joining());
  }

  private static String printable(int octet) {
    return switch (octet) {
      case '\r' -> "\\r";
      case '\n' -> "\\n";
      default ->
          octet >= ' ' && octet < 127 ? String.valueOf((char) octet) : "\\x%02x".formatted(octet);
    };
  }
}
