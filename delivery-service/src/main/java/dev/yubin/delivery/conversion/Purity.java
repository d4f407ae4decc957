package dev.yubin.delivery.conversion;

/// Which octets there are among those that have passed. For one thread.
final class Purity {
  /// RFC 5322 §2.1.1, octets without the CRLF.
  private static final int MAX_LINE = 998;

  private boolean eighthBit;
  private boolean unlined;
  private int line;
  private boolean afterCr;

  void take(byte[] octets, int length) {
    for (int i = 0; i < length; i++) {
      take(octets[i]);
    }
  }

  private void take(byte octet) {
    eighthBit |= octet < 0;
    if (octet == '\n') {
      unlined |= !afterCr;
      line = 0;
    } else {
      unlined |= afterCr || octet == 0;
      line += octet == '\r' ? 0 : 1;
      unlined |= line > MAX_LINE;
    }
    afterCr = octet == '\r';
  }

  /// Whether there are octets beyond ASCII.
  boolean hasEighthBit() {
    return eighthBit;
  }

  /// @param binary whether what is no line counts: NUL, a CR or LF alone, more than 998 octets.
  ///     Mail that came by DATA is taken for lines, whatever it has
  boolean fits(Target target, boolean binary) {
    boolean octetsFit = target == Target.EIGHT_BIT || !eighthBit;
    return octetsFit && !(binary && (unlined || afterCr));
  }
}
