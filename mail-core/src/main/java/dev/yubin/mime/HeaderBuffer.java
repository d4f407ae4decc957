package dev.yubin.mime;

import java.util.Arrays;

/// The header block that a scanner is in, at most [MimeScanner#MAX_HEADER] octets of it.
final class HeaderBuffer {
  private byte[] octets = new byte[4096];
  private int length;
  private int mark;

  void append(byte[] piece, int from, int to) {
    int n = Math.min(to - from, MimeScanner.MAX_HEADER - length);
    if (length + n > octets.length) {
      octets = Arrays.copyOf(octets, Math.max(length + n, 2 * octets.length));
    }
    System.arraycopy(piece, from, octets, length, n);
    length += n;
  }

  /// All that was appended so far is whole lines of the header.
  void mark() {
    mark = length;
  }

  /// Forgets what was appended since the mark.
  void toMark() {
    length = mark;
  }

  void clear() {
    length = 0;
    mark = 0;
  }

  StructuralFields fields(Allowance allowance) {
    return StructuralFields.read(octets, length, allowance);
  }
}
