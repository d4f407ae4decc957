package dev.yubin.delivery.dsn;

import java.util.Arrays;

/// The header of a mail, as octets.
public final class Octets {
  private Octets() {}

  static boolean hasEighthBit(byte[] octets) {
    for (byte octet : octets) {
      if (octet < 0) {
        return true;
      }
    }
    return false;
  }

  /// The header block of a mail up to its blank line, which is left out; whole lines of its
  /// start where it is larger.
  ///
  /// @param mail its start, or all of it
  public static byte[] headerBlock(byte[] mail, int max) {
    byte[] start = Arrays.copyOf(mail, Math.min(max, mail.length));
    int lineStart = 0;
    for (int i = 0; i < start.length; i++) {
      if (start[i] == '\n') {
        boolean blank = i == lineStart || i == lineStart + 1 && start[lineStart] == '\r';
        if (blank) {
          return Arrays.copyOf(start, lineStart);
        }
        lineStart = i + 1;
      }
    }
    return Arrays.copyOf(start, lineStart);
  }
}
