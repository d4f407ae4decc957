package dev.yubin.smtp.command;

import dev.yubin.mail.OriginalRecipient;
import dev.yubin.mail.Xtext;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// ORCPT as it is written (RFC 3461 §4.2, RFC 6533 §3).
///
/// @param international whether with characters beyond ASCII: `utf-8-addr-unitext`
record OriginalParameter(OriginalRecipient recipient, boolean international) {
  /// RFC 3461 §4.2, octets.
  private static final int MAX_OCTETS = 500;

  /// An atom, and what stands behind it.
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9!#$%&'*+/?^_`{|}~-]+);(\\S*)", Pattern.DOTALL);

  /// RFC 6533 §3: any character as `\x{…}`, and of the others all but `+`, `=` and `\`.
  private static final Pattern UNICODE =
      Pattern.compile("(?:[^+=\\\\]|\\\\x\\{[0-9A-Fa-f]{2,6}\\})+");

  private static final Pattern EMBEDDED = Pattern.compile("\\\\x\\{([0-9A-Fa-f]+)\\}");

  static Optional<OriginalParameter> parse(String value) {
    Matcher form = FORM.matcher(value);
    if (value.getBytes(StandardCharsets.UTF_8).length > MAX_OCTETS || !form.matches()) {
      return Optional.empty();
    }
    String type = form.group(1);
    String address = form.group(2);
    return (type.equalsIgnoreCase("utf-8") ? decodeUnicode(address) : Xtext.decode(address))
        .map(
            decoded ->
                new OriginalParameter(
                    new OriginalRecipient(type, decoded),
                    !address.chars().allMatch(c -> c < 0x80)));
  }

  private static Optional<String> decodeUnicode(String text) {
    if (!UNICODE.matcher(text).matches()) {
      return Optional.empty();
    }
    String decoded = EMBEDDED.matcher(text).replaceAll(OriginalParameter::character);
    // It will stand in a header field, where no control may.
    return decoded.codePoints().allMatch(OriginalParameter::isText)
        ? Optional.of(decoded)
        : Optional.empty();
  }

  private static String character(MatchResult embedded) {
    int codePoint = Integer.parseInt(embedded.group(1), 16);
    return Matcher.quoteReplacement(
        Character.toString(Character.isValidCodePoint(codePoint) ? codePoint : 0));
  }

  private static boolean isText(int codePoint) {
    return !Character.isISOControl(codePoint)
        && Character.getType(codePoint) != Character.SURROGATE
        && Character.getType(codePoint) != Character.LINE_SEPARATOR
        && Character.getType(codePoint) != Character.PARAGRAPH_SEPARATOR;
  }
}
