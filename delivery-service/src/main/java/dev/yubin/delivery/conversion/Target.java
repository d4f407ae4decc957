package dev.yubin.delivery.conversion;

/// The domain of octets that a host takes (RFC 2045 §2.7, §2.8).
public enum Target {
  SEVEN_BIT("7bit"),
  EIGHT_BIT("8bit");

  private final String encoding;

  Target(String encoding) {
    this.encoding = encoding;
  }

  /// The Content-Transfer-Encoding of what holds nothing else.
  String encoding() {
    return encoding;
  }
}
