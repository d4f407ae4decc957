package dev.yubin.mail;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text within a parameter of MAIL or RCPT (RFC 3461 §4): printable ASCII, with `+` and two
/// hexadecimal digits for what may not stand there itself.
public final class Xtext {
  private static final Pattern FORM = Pattern.compile("(?:[!-*,-<>-~]|\\+[0-9A-F]{2})*");
  private static final Pattern ENCODED = Pattern.compile("\\+([0-9A-F]{2})");

  private Xtext() {}

  /// @return empty when it is no xtext, or stands for a character that is not printable ASCII
  ///     (RFC 3461 §4.4, §4.2)
  public static Optional<String> decode(String xtext) {
    if (!FORM.matcher(xtext).matches()) {
      return Optional.empty();
    }
    String text =
        ENCODED
            .matcher(xtext)
            .replaceAll(
                code ->
                    Matcher.quoteReplacement(
                        Character.toString(Integer.parseInt(code.group(1), 16))));
    return text.chars().allMatch(c -> c >= ' ' && c <= '~') ? Optional.of(text) : Optional.empty();
  }

  /// @param text printable ASCII
  public static String encode(String text) {
    StringBuilder xtext = new StringBuilder(text.length());
    for (char c : text.toCharArray()) {
      if (c >= '!' && c <= '~' && c != '+' && c != '=') {
        xtext.append(c);
      } else {
        xtext.append(String.format(Locale.ROOT, "+%02X", (int) c));
      }
    }
    return xtext.toString();
  }
}
