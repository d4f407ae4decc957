package dev.yubin.standalone.transfer;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Flags as header fields of a mail in an mbox: Status, X-Status and X-Keywords.
final class MboxStatus {
  private static final Map<Character, String> LETTERS =
      new TreeMap<>(
          Map.of(
              'A', ImapFlags.ANSWERED,
              'D', ImapFlags.DELETED,
              'F', ImapFlags.FLAGGED,
              'T', ImapFlags.DRAFT));

  private MboxStatus() {}

  /// Takes the flags that a header line tells.
  ///
  /// @return whether it is such a line, and so none of the mail
  static boolean read(String line, Set<String> flags) {
    int colon = line.indexOf(':');
    String value = colon < 0 ? "" : line.substring(colon + 1);
    switch (colon < 0 ? "" : line.substring(0, colon).toLowerCase(Locale.ROOT)) {
      case "status" -> {
        if (value.indexOf('R') >= 0) {
          flags.add(ImapFlags.SEEN);
        }
      }
      case "x-status" ->
          LETTERS.forEach(
              (letter, flag) -> {
                if (value.indexOf(letter) >= 0) {
                  flags.add(flag);
                }
              });
      case "x-keywords" -> {
        for (String keyword : value.strip().split("[ \\t]+")) {
          if (ImapFlags.isKeyword(keyword)) {
            flags.add(keyword);
          }
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /// Lines with LF at their ends.
  static String write(Set<String> flags) {
    String letters =
        LETTERS.entrySet().stream()
            .filter(entry -> flags.contains(entry.getValue()))
            .map(entry -> entry.getKey().toString())
            .collect(Collectors.joining());
    Set<String> keywords = new TreeSet<>(flags);
    keywords.removeIf(flag -> flag.startsWith("\\"));
    return "Status: "
        + (flags.contains(ImapFlags.SEEN) ? "RO" : "O")
        + "\n"
        + (letters.isEmpty() ? "" : "X-Status: " + letters + "\n")
        + (keywords.isEmpty() ? "" : "X-Keywords: " + String.join(" ", keywords) + "\n");
  }
}
