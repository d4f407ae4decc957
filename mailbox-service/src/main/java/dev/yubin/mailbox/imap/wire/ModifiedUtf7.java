package dev.yubin.mailbox.imap.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Names of mailboxes in IMAP4rev1 (RFC 3501 §5.1.3).
public final class ModifiedUtf7 {
  private ModifiedUtf7() {}

  public static String encode(String name) {
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < name.length()) {
      char c = name.charAt(i);
      if (isDirect(c)) {
        text.append(c == '&' ? "&-" : String.valueOf(c));
        i++;
      } else {
        int end = i;
        while (end < name.length() && !isDirect(name.charAt(end))) {
          end++;
        }
        text.append('&').append(base64(name.substring(i, end))).append('-');
        i = end;
      }
    }
    return text.toString();
  }

  private static String base64(String run) {
    byte[] octets = run.getBytes(StandardCharsets.UTF_16BE);
    return Base64.getEncoder().withoutPadding().encodeToString(octets).replace('/', ',');
  }

  /// @return empty when the text is not of this form; each name has exactly one
  public static Optional<String> decode(String text) {
    StringBuilder name = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (!isDirect(c)) {
        return Optional.empty();
      }
      if (c != '&') {
        name.append(c);
        i++;
        continue;
      }
      int end = text.indexOf('-', i);
      if (end < 0 || !decodeRun(text.substring(i + 1, end), name)) {
        return Optional.empty();
      }
      i = end + 1;
    }
    return encode(name.toString()).equals(text) ? Optional.of(name.toString()) : Optional.empty();
  }

  private static boolean decodeRun(String run, StringBuilder name) {
    if (run.isEmpty()) {
      name.append('&');
      return true;
    }
    try {
      byte[] octets = Base64.getDecoder().decode(run.replace(',', '/'));
      name.append(new String(octets, StandardCharsets.UTF_16BE));
      return octets.length % 2 == 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isDirect(char c) {
    return c >= ' ' && c <= '~';
  }
}
