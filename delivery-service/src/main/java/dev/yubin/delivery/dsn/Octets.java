package dev.yubin.delivery.dsn;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// The header of a mail, as octets.
final class Octets {
  private Octets() {}

  static boolean hasEighthBit(byte[] octets) {
    for (byte octet : octets) {
      if (octet < 0) {
        return true;
      }
    }
    return false;
  }

  /// Reads the header block of a mail up to its blank line, which is left out; whole lines of its
  /// start where it is larger.
  static byte[] headerBlock(InputStream mail, int max) throws IOException {
    byte[] start = mail.readNBytes(max);
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
