package dev.yubin.smtp.content;

import java.nio.charset.StandardCharsets;

/// A field of a mail's header.
///
/// @param name as written, without white space before the colon
/// @param octets all of the field as received: name, colon, value with its folding, the last CRLF
public record HeaderField(String name, byte[] octets) {

  /// A field of ours.
  ///
  /// @param text `Name: value` with its folding and the last CRLF
  public static HeaderField of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  static HeaderField of(byte[] octets) {
    int colon = 0;
    while (octets[colon] != ':') {
      colon++;
    }
    String name = new String(octets, 0, colon, StandardCharsets.US_ASCII).stripTrailing();
    return new HeaderField(name, octets);
  }

  public boolean isNamed(String other) {
    return name.equalsIgnoreCase(other);
  }

  /// What follows the colon, unfolded (RFC 5322 §2.2.3) and without white space at its ends; octets
  /// that are not UTF-8 become U+FFFD.
  public String value() {
    String text = new String(octets, StandardCharsets.UTF_8);
    return text.substring(text.indexOf(':') + 1).replace("\r\n", "").strip();
  }
}
