package dev.yubin.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What stands between the brackets of `BODY[…]` (RFC 9051 §6.4.5), without the field names of
/// HEADER.FIELDS: those select from the octets of `HEADER`.
///
/// @param numbers part numbers from the top of the mail, from 1; empty is the mail itself
public record SectionPath(List<Integer> numbers, What what) {
  private static final int MAX_NUMBERS = MimeScanner.MAX_DEPTH;

  public enum What {
    /// The whole mail, or the body of a part.
    ALL,
    HEADER,
    TEXT,
    MIME
  }

  public SectionPath {
    numbers = List.copyOf(numbers);
  }

  /// Reads `1.2.HEADER` and the like; the empty text is the whole mail.
  ///
  /// @return empty when the text is no section
  public static Optional<SectionPath> parse(String text) {
    if (text.isEmpty()) {
      return Optional.of(new SectionPath(List.of(), What.ALL));
    }
    List<Integer> numbers = new ArrayList<>();
    String[] words = text.split("\\.", MAX_NUMBERS + 2);
    for (int i = 0; i < words.length; i++) {
      if (isNumber(words[i])) {
        numbers.add(Integer.valueOf(words[i]));
      } else {
        return i == words.length - 1 ? named(numbers, words[i]) : Optional.empty();
      }
    }
    return Optional.of(new SectionPath(numbers, What.ALL));
  }

  private static boolean isNumber(String word) {
    return !word.isEmpty()
        && word.length() <= 9
        && word.charAt(0) != '0'
        && word.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static Optional<SectionPath> named(List<Integer> numbers, String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "HEADER" -> Optional.of(new SectionPath(numbers, What.HEADER));
      case "TEXT" -> Optional.of(new SectionPath(numbers, What.TEXT));
      case "MIME" ->
          numbers.isEmpty() ? Optional.empty() : Optional.of(new SectionPath(numbers, What.MIME));
      default -> Optional.empty();
    };
  }
}
