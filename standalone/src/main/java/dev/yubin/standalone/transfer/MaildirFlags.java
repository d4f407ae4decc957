package dev.yubin.standalone.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Flags as letters behind `:2,` in a file's name. Small letters are keywords, by their numbers in
/// the file `dovecot-keywords` of the directory.
final class MaildirFlags {
  private static final String INFO = ":2,";
  private static final Map<Character, String> LETTERS =
      Map.of(
          'D', ImapFlags.DRAFT,
          'F', ImapFlags.FLAGGED,
          'P', ImapFlags.FORWARDED,
          'R', ImapFlags.ANSWERED,
          'S', ImapFlags.SEEN,
          'T', ImapFlags.DELETED);
  private static final int MOST_KEYWORDS = 26;

  private final Path file;
  private final List<String> keywords;

  private MaildirFlags(Path file, List<String> keywords) {
    this.file = file;
    this.keywords = keywords;
  }

  static MaildirFlags of(Path directory) throws IOException {
    Path file = directory.resolve("dovecot-keywords");
    List<String> keywords = new ArrayList<>();
    if (Files.isRegularFile(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.split(" ", 2);
        // Numbers without a gap, as they are given; the rest of a file that is not of this form is
        // of no use.
        if (parts.length == 2 && parts[0].equals(Integer.toString(keywords.size()))) {
          keywords.add(parts[1]);
        }
      }
    }
    return new MaildirFlags(file, keywords);
  }

  static String uniqueName(String fileName) {
    int info = fileName.indexOf(INFO);
    return info < 0 ? fileName : fileName.substring(0, info);
  }

  Set<String> read(String fileName) {
    int info = fileName.indexOf(INFO);
    Set<String> flags = new TreeSet<>();
    for (char letter : fileName.substring(info < 0 ? fileName.length() : info + 3).toCharArray()) {
      String flag = LETTERS.get(letter);
      int keyword = letter - 'a';
      if (flag != null) {
        flags.add(flag);
      } else if (keyword >= 0
          && keyword < keywords.size()
          && ImapFlags.isKeyword(keywords.get(keyword))) {
        flags.add(keywords.get(keyword));
      }
    }
    return flags;
  }

  /// The file name of a message. Letters stand in the order of ASCII. Keywords beyond the
  /// twenty-sixth of a directory have no letter and are lost.
  String write(String uniqueName, Set<String> flags) throws IOException {
    Set<Character> letters = new TreeSet<>();
    LETTERS.forEach(
        (letter, flag) -> {
          if (flags.contains(flag)) {
            letters.add(letter);
          }
        });
    for (String flag : flags) {
      if (!flag.startsWith("\\") && !LETTERS.containsValue(flag)) {
        int number = number(flag);
        if (number < MOST_KEYWORDS) {
          letters.add((char) ('a' + number));
        }
      }
    }
    return uniqueName + INFO + letters.stream().map(String::valueOf).collect(Collectors.joining());
  }

  private int number(String keyword) throws IOException {
    int number = keywords.indexOf(keyword);
    if (number >= 0 || keywords.size() >= MOST_KEYWORDS) {
      return number < 0 ? MOST_KEYWORDS : number;
    }
    keywords.add(keyword);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < keywords.size(); i++) {
      lines.append(i).append(' ').append(keywords.get(i)).append('\n');
    }
    Files.writeString(file, lines);
    return keywords.size() - 1;
  }
}
