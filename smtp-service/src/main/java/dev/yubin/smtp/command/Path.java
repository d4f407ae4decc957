package dev.yubin.smtp.command;

import dev.yubin.mail.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A reverse-path or forward-path (RFC 5321 §4.1.2) at the start of an argument.
///
/// @param mailbox what stood between the angle brackets, without a source route
/// @param rest what follows the path
record Path(String mailbox, String rest) {
  /// RFC 5321 §4.5.3.1.3: octets, with the brackets.
  private static final int MAX_OCTETS = 256;

  /// @param keyword `FROM:` or `TO:`
  /// @return empty when the argument does not have that form
  static Optional<Path> parse(String keyword, String argument) {
    if (!argument.regionMatches(true, 0, keyword, 0, keyword.length())) {
      return Optional.empty();
    }
    // No space is allowed here, but many write one and nothing else can be meant.
    String text = argument.substring(keyword.length()).stripLeading();
    int end = closingBracket(text);
    if (end < 0 || (end + 1 < text.length() && text.charAt(end + 1) != ' ')) {
      return Optional.empty();
    }
    return Optional.of(
        new Path(withoutRoute(text.substring(1, end)), text.substring(end + 1).strip()));
  }

  private static int closingBracket(String text) {
    if (!text.startsWith("<")) {
      return -1;
    }
    boolean quoted = false;
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '>' && !quoted) {
        return i;
      }
    }
    return -1;
  }

  /// RFC 5321 §4.1.1.3 and appendix C: a source route is accepted and ignored.
  private static String withoutRoute(String path) {
    int colon = path.startsWith("@") ? path.indexOf(':') : -1;
    return path.substring(colon + 1);
  }

  boolean isNull() {
    return mailbox.isEmpty();
  }

  Optional<EmailAddress> address() {
    return mailbox.getBytes(StandardCharsets.UTF_8).length > MAX_OCTETS - 2
        ? Optional.empty()
        : EmailAddress.parse(mailbox);
  }

  boolean isAscii() {
    return mailbox.chars().allMatch(c -> c < 0x80);
  }
}
