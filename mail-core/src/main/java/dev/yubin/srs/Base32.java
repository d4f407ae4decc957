package dev.yubin.srs;

/// Digits whose case does not matter (RFC 4648 §6).
final class Base32 {
  static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Base32() {}

  /// @return -1 for what is no digit
  static int value(char digit) {
    return digit < 0x80 ? DIGITS.indexOf(Character.toUpperCase(digit)) : -1;
  }
}
