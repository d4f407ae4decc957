package dev.yubin.smtp.inspection.spf;

import java.util.Locale;
import java.util.regex.Pattern;

/// Names as a check asks for them.
final class DomainNames {
  /// RFC 7208 §7.3, characters.
  private static final int MAX_LENGTH = 253;

  private static final Pattern LABELS = Pattern.compile("[^.]{1,63}+(?:\\.[^.]{1,63}+)*+");

  private DomainNames() {}

  /// Whether the DNS can be asked for it.
  static boolean isValid(String name) {
    return name.length() <= MAX_LENGTH && LABELS.matcher(name).matches();
  }

  /// RFC 7208 §4.3: whether a check can begin here: a name of two labels or more, no literal.
  static boolean isDomain(String name) {
    return isValid(name) && name.contains(".") && !name.startsWith("[");
  }

  /// RFC 7208 §7.3: without a trailing dot; labels on the left go until the rest fits.
  static String fitted(String expanded) {
    String name = expanded.endsWith(".") ? expanded.substring(0, expanded.length() - 1) : expanded;
    int excess = name.length() - MAX_LENGTH;
    if (excess <= 0) {
      return name;
    }
    int dot = name.indexOf('.', excess - 1);
    return dot < 0 ? name : name.substring(dot + 1);
  }

  /// Whether a name is the domain or below it.
  static boolean within(String name, String domain) {
    String below = name.toLowerCase(Locale.ROOT);
    String above = domain.toLowerCase(Locale.ROOT);
    return below.equals(above) || below.endsWith("." + above);
  }
}
