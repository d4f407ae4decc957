package dev.yubin.mail;

/// ORCPT of RFC 3461 §4.2.
///
/// @param addressType such as `rfc822`, or `utf-8` of RFC 6533
/// @param address decoded, as the sender wrote it; not checked to be any address
public record OriginalRecipient(String addressType, String address) {

  /// As a DSN names it (RFC 3464 §2.3.1): `rfc822;alice@example.test`.
  @Override
  public String toString() {
    return addressType + ";" + address;
  }

  /// @param text of the form of [#toString]
  /// @throws IllegalArgumentException when it is not
  public static OriginalRecipient parse(String text) {
    int semicolon = text.indexOf(';');
    if (semicolon < 1) {
      throw new IllegalArgumentException("No original recipient: " + text);
    }
    return new OriginalRecipient(text.substring(0, semicolon), text.substring(semicolon + 1));
  }
}
