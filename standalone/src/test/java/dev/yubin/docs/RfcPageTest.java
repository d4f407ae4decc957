package dev.yubin.docs;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// docs/rfc.md lists every section of an RFC that the code cites, with the files that cite it,
/// and every gap that a comment names as `RFC n §s, not done: why`.
class RfcPageTest {
  private static final Pattern CITATION =
      Pattern.compile("RFC (\\d{3,5})(?: §([0-9A-Z]+(?:\\.[0-9A-Z]+)*))?");
  private static final Pattern GAP =
      Pattern.compile("RFC (\\d{3,5} §[0-9A-Z.]+), not done: ([^\\n]*)");

  private final Map<Integer, Map<Section, SortedSet<String>>> cited = new TreeMap<>();
  private final Map<String, String> gaps = new TreeMap<>();

  /// Sections in the order of their numbers, not of their characters.
  private record Section(String number) implements Comparable<Section> {
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private String key() {
      return DIGITS.matcher(number).replaceAll(n -> "%05d".formatted(Integer.parseInt(n.group())));
    }

    @Override
    public int compareTo(Section other) {
      return key().compareTo(other.key());
    }
  }

  @Test
  void listsEverySectionThatTheCodeObeys() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      files.filter(RfcPageTest::isSource).sorted().forEach(this::read);
    }
    StringBuilder page = new StringBuilder("| RFC | section | where |\n|---|---|---|\n");
    cited.forEach(
        (rfc, sections) ->
            sections.forEach(
                (section, where) ->
                    page.append(
                        "| %d | %s | %s |\n".formatted(rfc, section.number(), names(where)))));
    page.append("\n## Gaps that the code names\n\n| section | what is missing |\n|---|---|\n");
    gaps.forEach((section, why) -> page.append("| RFC %s | %s |\n".formatted(section, why)));
    new GeneratedPage("rfc.md").mustSay(page.toString());
  }

  private static boolean isSource(Path file) {
    String path = file.toString();
    return path.contains("/src/main/java/") && path.endsWith(".java");
  }

  private void read(Path file) {
    String source;
    try {
      source = Files.readString(file).replaceAll("\\n\\s*(///?|\\*)\\s*", " ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String where = file.getFileName().toString().replace(".java", "");
    Matcher citation = CITATION.matcher(source);
    while (citation.find()) {
      String section = citation.group(2) == null ? "" : citation.group(2);
      cited
          .computeIfAbsent(Integer.valueOf(citation.group(1)), rfc -> new TreeMap<>())
          .computeIfAbsent(new Section(section), s -> new TreeSet<>())
          .add(where);
    }
    Matcher gap = GAP.matcher(source);
    while (gap.find()) {
      gaps.put(gap.group(1), gap.group(2).strip());
    }
  }

  private static String names(SortedSet<String> where) {
    return where.stream().map(name -> "`" + name + "`").collect(joining(", "));
  }
}
