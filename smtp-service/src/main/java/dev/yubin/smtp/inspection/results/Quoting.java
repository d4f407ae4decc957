package dev.yubin.smtp.inspection.results;

import java.util.regex.Pattern;

/// Makes what strangers chose harmless inside a field: it neither ends a line nor a value.
final class Quoting {
  private static final int MAX_VALUE = 320;

  private static final String ATOM = "[A-Za-z0-9!#$%&'*+^_`{|}~.\\x{80}-\\x{10FFFF}-]";

  /// A token (RFC 2045 §5.1) or an address without quoted parts.
  private static final Pattern PLAIN = Pattern.compile(ATOM + "++|" + ATOM + "*+@" + ATOM + "++");

  private Quoting() {}

  /// `pvalue` of RFC 8601 §2.2.
  static String value(String text) {
    String clean = clean(text);
    return PLAIN.matcher(clean).matches()
        ? clean
        : '"' + clean.replaceAll("([\"\\\\])", "\\\\$1") + '"';
  }

  /// The inside of a comment.
  static String comment(String text) {
    return clean(text).replaceAll("([()\\\\])", "\\\\$1");
  }

  private static String clean(String text) {
    String start = text.substring(0, Math.min(MAX_VALUE, text.length()));
    return start.replaceAll("\\p{Cntrl}", " ");
  }
}
