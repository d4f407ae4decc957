package dev.yubin.resolver.admin;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// Names and types as an administrator writes them.
final class Names {
  private static final int MAX_TEXT = 4 * 255;

  private Names() {}

  /// @throws ResponseStatusException that says what is wrong
  static Name read(String text) {
    try {
      if (text.length() <= MAX_TEXT) {
        return Name.fromString(text, Name.root);
      }
    } catch (TextParseException e) {
      // It is told below.
    }
    throw new ResponseStatusException(
        HttpStatus.BAD_REQUEST, "The name is none: labels of at most 63 octets, 255 in all");
  }

  /// @throws ResponseStatusException that says what is wrong
  static int type(String text) {
    int type = Type.value(text, true);
    if (type <= 0 || (type >= 128 && type <= 255)) {
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST, "The type is none: MX, A, AAAA, TXT, TLSA or another of records");
    }
    return type;
  }
}
