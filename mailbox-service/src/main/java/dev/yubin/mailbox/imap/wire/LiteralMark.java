package dev.yubin.mailbox.imap.wire;

import org.jspecify.annotations.Nullable;

/// `{n}` or `{n+}` at the end of a line (RFC 9051 §4.3).
///
/// @param size octets of the literal
/// @param synchronizing whether the client waits to be asked for it
record LiteralMark(long size, boolean synchronizing) {
  private static final int MAX_DIGITS = 18;

  /// The mark that starts at a position, null when none does or when it does not end the line.
  static @Nullable LiteralMark at(byte[] line, int start) {
    int end = line.length - 1;
    if (start >= end || line[start] != '{' || line[end] != '}') {
      return null;
    }
    boolean synchronizing = line[end - 1] != '+';
    int digitsEnd = synchronizing ? end : end - 1;
    int digits = digitsEnd - start - 1;
    if (digits < 1 || digits > MAX_DIGITS) {
      return null;
    }
    long size = 0;
    for (int i = start + 1; i < digitsEnd; i++) {
      if (line[i] < '0' || line[i] > '9') {
        return null;
      }
      size = 10 * size + line[i] - '0';
    }
    return new LiteralMark(size, synchronizing);
  }

  static @Nullable LiteralMark atEnd(byte[] line) {
    int start = Math.max(0, line.length - MAX_DIGITS - 3);
    for (int i = line.length - 3; i >= start; i--) {
      if (line[i] == '{') {
        return at(line, i);
      }
    }
    return null;
  }
}
