package dev.yubin.mime;

import org.jspecify.annotations.Nullable;

/// Builds a value in IMAP wire form, octets as chars.
final class ImapText {
  private final StringBuilder text = new StringBuilder();

  ImapText raw(String wire) {
    text.append(wire);
    return this;
  }

  ImapText raw(char octet) {
    text.append(octet);
    return this;
  }

  ImapText space() {
    return raw(' ');
  }

  ImapText nil() {
    return raw("NIL");
  }

  ImapText number(long number) {
    text.append(number);
    return this;
  }

  /// `nstring` of RFC 9051 §9.
  ImapText nstring(@Nullable String value) {
    return value == null ? nil() : string(value);
  }

  /// `string` of RFC 9051 §9: quoted when it may be, else a literal. Octets over 127 go into a
  /// literal, which is right for a client with and without UTF8=ACCEPT. A NUL may stand in neither
  /// and becomes 0x80.
  ImapText string(String value) {
    if (!isQuotable(value)) {
      text.append('{').append(value.length()).append("}\r\n").append(value.replace('\0', '\u0080'));
      return this;
    }
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\');
      }
      text.append(c);
    }
    text.append('"');
    return this;
  }

  private static boolean isQuotable(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == 0 || c == '\r' || c == '\n' || c > 126) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
