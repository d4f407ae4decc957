package dev.yubin.mime;

/// What the structure of one mail may still take in.
final class Allowance {
  private int fieldOctets = MimeScanner.MAX_FIELD_OCTETS;
  private int addresses = MimeScanner.MAX_ADDRESSES;
  private int parameters = MimeScanner.MAX_PARAMETERS;

  /// Whether a field value of this many octets is still allowed.
  boolean takeField(int octets) {
    if (octets > fieldOctets) {
      return false;
    }
    fieldOctets -= octets;
    return true;
  }

  boolean takeAddress() {
    return addresses-- > 0;
  }

  boolean takeParameter() {
    return parameters-- > 0;
  }
}
