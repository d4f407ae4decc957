package dev.yubin.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads an IMAP value as strictly as a client that trusts the grammar of RFC 9051 §9: lists,
/// strings, numbers and NIL.
final class WireReader {
  private final String wire;
  private int position;

  private WireReader(byte[] wire) {
    this.wire = new String(wire, ISO_8859_1);
  }

  /// A List of such values, a String, a Long, or null for NIL.
  static @Nullable Object read(byte[] wire) {
    WireReader reader = new WireReader(wire);
    Object value = reader.value();
    reader.require(reader.position == reader.wire.length());
    return value;
  }

  private @Nullable Object value() {
    char c = peek();
    if (c == '(') {
      return list();
    }
    if (c == '"') {
      return quoted();
    }
    if (c == '{') {
      return literal();
    }
    if (wire.startsWith("NIL", position)) {
      position += 3;
      return null;
    }
    return number();
  }

  private List<@Nullable Object> list() {
    List<@Nullable Object> values = new ArrayList<>();
    position++;
    while (peek() != ')') {
      boolean spaced = peek() == ' ';
      position += spaced ? 1 : 0;
      // Only lists may stand side by side without a space.
      require(spaced || values.isEmpty() || (values.getLast() instanceof List && peek() == '('));
      values.add(value());
    }
    position++;
    require(!values.isEmpty());
    return values;
  }

  private String quoted() {
    StringBuilder text = new StringBuilder();
    position++;
    while (peek() != '"') {
      char c = peek();
      require(c != '\r' && c != '\n' && c != 0 && c < 0x80);
      if (c == '\\') {
        position++;
        require(peek() == '"' || peek() == '\\');
      }
      text.append(peek());
      position++;
    }
    position++;
    return text.toString();
  }

  private String literal() {
    int end = wire.indexOf("}\r\n", position);
    int length = Integer.parseInt(wire.substring(position + 1, end));
    position = end + 3 + length;
    String text = wire.substring(end + 3, position);
    require(text.indexOf(0) < 0);
    return text;
  }

  private Long number() {
    int start = position;
    while (position < wire.length() && Character.isDigit(wire.charAt(position))) {
      position++;
    }
    return Long.valueOf(wire.substring(start, position));
  }

  private char peek() {
    require(position < wire.length());
    return wire.charAt(position);
  }

  private void require(boolean right) {
    if (!right) {
      throw new IllegalArgumentException("Not IMAP at " + position + ": " + wire);
    }
  }
}
