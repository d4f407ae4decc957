package dev.yubin.delivery.client;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A reply of RFC 5321 §4.2.
///
/// @param code three digits
/// @param lines the text of each line, at least one; control characters are taken out
record Reply(int code, List<String> lines) {
  /// More of a reply than this helps nobody who reads the log or a DSN.
  private static final int MAX_TEXT = 1000;

  /// RFC 3463 §2, as RFC 2034 §4 puts it in front of the text.
  private static final Pattern ENHANCED =
      Pattern.compile("([245]\\.[0-9]{1,3}\\.[0-9]{1,3})(?: .*)?");

  Reply {
    lines = List.copyOf(lines);
  }

  boolean isPositive() {
    return code / 100 == 2;
  }

  boolean wantsContent() {
    return code == 354;
  }

  /// RFC 5321 §4.2.2: the host closes the connection after this one.
  boolean isFarewell() {
    return code == 421;
  }

  /// The enhanced status code; where the host gave none, or one that contradicts the code, the
  /// general one of the code's class. What is neither success nor a refusal counts as 4yz.
  String status() {
    int kind = code / 100 == 2 || code / 100 == 5 ? code / 100 : 4;
    Matcher enhanced = ENHANCED.matcher(lines.getFirst());
    return enhanced.matches() && enhanced.group(1).charAt(0) == '0' + kind
        ? enhanced.group(1)
        : kind + ".0.0";
  }

  /// The reply in one line.
  String text() {
    String text = (code + " " + String.join(" ", lines)).strip();
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }
}
