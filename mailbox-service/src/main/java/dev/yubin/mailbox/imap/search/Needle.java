package dev.yubin.mailbox.imap.search;

import java.io.IOException;
import java.io.Reader;
import java.text.Normalizer;
import java.util.Locale;

/// A text that is looked for as a substring, without regard to case and, beyond ASCII, to width and
/// other forms of compatibility (RFC 9051 §6.4.4, Unicode NFKC).
final class Needle {
  private static final int WINDOW = 16 * 1024;

  private final String folded;

  Needle(String text) {
    this.folded = fold(text);
  }

  boolean isIn(String text) {
    return fold(text).contains(folded);
  }

  /// Reads no further than to the first place.
  boolean isIn(Reader text) throws IOException {
    if (folded.isEmpty()) {
      return true;
    }
    // Enough for a match that starts in the window before, with characters that fold to fewer.
    int overlap = Math.min(WINDOW / 2, 4 * folded.length() + 64);
    char[] window = new char[WINDOW];
    int kept = 0;
    for (int n = fill(text, window, 0); n > kept; n = fill(text, window, kept)) {
      if (isIn(new String(window, 0, n))) {
        return true;
      }
      kept = Math.min(overlap, n);
      System.arraycopy(window, n - kept, window, 0, kept);
    }
    return false;
  }

  private static int fill(Reader text, char[] window, int from) throws IOException {
    int length = from;
    while (length < window.length) {
      int n = text.read(window, length, window.length - length);
      if (n < 0) {
        break;
      }
      length += n;
    }
    return length;
  }

  static String fold(String text) {
    boolean ascii = text.chars().allMatch(c -> c < 0x80);
    String plain = ascii ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
    return plain.toLowerCase(Locale.ROOT);
  }
}
