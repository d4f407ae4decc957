package dev.yubin.store.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Flags of a message (RFC 9051 §2.3.2).
///
/// @param system bits of the constants below
/// @param keywords flags without a backslash, without repetition
public record Flags(int system, List<String> keywords) {
  public static final int SEEN = 1;
  public static final int ANSWERED = 2;
  public static final int FLAGGED = 4;
  public static final int DELETED = 8;
  public static final int DRAFT = 16;

  public static final Flags NONE = new Flags(0, List.of());

  /// Keywords of one message; further ones are forgotten.
  public static final int MAX_KEYWORDS = 64;

  private static final List<String> NAMES =
      List.of("\\Seen", "\\Answered", "\\Flagged", "\\Deleted", "\\Draft");

  public Flags {
    keywords = List.copyOf(keywords);
  }

  public static Flags ofSystem(int bits) {
    return new Flags(bits, List.of());
  }

  /// The bit of a system flag, 0 when there is none of this name.
  public static int systemFlag(String name) {
    for (int i = 0; i < NAMES.size(); i++) {
      if (NAMES.get(i).equalsIgnoreCase(name)) {
        return 1 << i;
      }
    }
    return 0;
  }

  public boolean has(int bit) {
    return (system & bit) != 0;
  }

  /// RFC 9051 §2.3.2: keywords are compared without case.
  public boolean hasKeyword(String keyword) {
    return keywords.stream().anyMatch(keyword::equalsIgnoreCase);
  }

  public boolean isEmpty() {
    return system == 0 && keywords.isEmpty();
  }

  /// The names, those of the system first.
  public List<String> names() {
    List<String> names = new ArrayList<>(keywords.size() + 5);
    for (int i = 0; i < NAMES.size(); i++) {
      if ((system & 1 << i) != 0) {
        names.add(NAMES.get(i));
      }
    }
    names.addAll(keywords);
    return names;
  }

  String[] keywordArray() {
    return keywords.toArray(String[]::new);
  }

  String[] lowerCaseKeywords() {
    return keywords.stream().map(k -> k.toLowerCase(Locale.ROOT)).toArray(String[]::new);
  }
}
