package dev.yubin.standalone.transfer;

import jakarta.mail.Flags;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Flags by the names that IMAP gives them.
final class ImapFlags {
  static final String SEEN = "\\Seen";
  static final String ANSWERED = "\\Answered";
  static final String FLAGGED = "\\Flagged";
  static final String DELETED = "\\Deleted";
  static final String DRAFT = "\\Draft";
  static final String FORWARDED = "$Forwarded";

  /// RFC 9051 §9: flag-keyword = atom.
  private static final Pattern KEYWORD = Pattern.compile("[\\x21-\\x7e&&[^(){%*\"\\\\\\]]]+");

  private static final Map<String, Flags.Flag> SYSTEM = new LinkedHashMap<>();

  static {
    SYSTEM.put(SEEN, Flags.Flag.SEEN);
    SYSTEM.put(ANSWERED, Flags.Flag.ANSWERED);
    SYSTEM.put(FLAGGED, Flags.Flag.FLAGGED);
    SYSTEM.put(DELETED, Flags.Flag.DELETED);
    SYSTEM.put(DRAFT, Flags.Flag.DRAFT);
  }

  private ImapFlags() {}

  static boolean isKeyword(String text) {
    return KEYWORD.matcher(text).matches();
  }

  static Set<String> names(Flags flags) {
    Set<String> names = new TreeSet<>();
    SYSTEM.forEach(
        (name, flag) -> {
          if (flags.contains(flag)) {
            names.add(name);
          }
        });
    for (String keyword : flags.getUserFlags()) {
      if (isKeyword(keyword)) {
        names.add(keyword);
      }
    }
    return names;
  }

  static Flags of(Set<String> names) {
    Flags flags = new Flags();
    for (String name : names) {
      Flags.Flag system = SYSTEM.get(name);
      if (system == null) {
        flags.add(name);
      } else {
        flags.add(system);
      }
    }
    return flags;
  }
}
