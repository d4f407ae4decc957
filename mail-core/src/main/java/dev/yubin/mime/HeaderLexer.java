package dev.yubin.mime;

import org.jspecify.annotations.Nullable;

/// Reads the tokens of an unfolded, structured field value (RFC 5322 §3.2, RFC 2045 §5.1). What is
/// left open, such as a quoted string, ends with the value.
final class HeaderLexer {
  static final char END = '\uffff';

  private final String value;
  private int position;
  private @Nullable String comment;

  HeaderLexer(String value) {
    this.value = value;
  }

  /// The next octet, [#END] when there is none.
  char peek() {
    return position < value.length() ? value.charAt(position) : END;
  }

  void skip() {
    position++;
  }

  /// Skips an octet if it is the next.
  boolean skip(char octet) {
    boolean found = peek() == octet;
    if (found) {
      position++;
    }
    return found;
  }

  /// Skips white space and comments.
  ///
  /// @return whether there were any
  boolean skipCfws() {
    int start = position;
    while (isWhite(peek()) || peek() == '(') {
      if (peek() == '(') {
        readComment();
      } else {
        position++;
      }
    }
    return position > start;
  }

  /// The first comment with text since the last call.
  @Nullable String takeComment() {
    String taken = comment;
    comment = null;
    return taken;
  }

  /// A run of octets up to white space or one of `stops`; at least one octet unless at the end.
  String word(String stops) {
    int start = position;
    while (peek() != END && !isWhite(peek()) && stops.indexOf(peek()) < 0) {
      position++;
    }
    if (position == start && peek() != END) {
      position++;
    }
    return value.substring(start, position);
  }

  /// The text of a quoted string; the next octet is its opening quote.
  String quoted() {
    position++;
    StringBuilder text = new StringBuilder();
    while (peek() != END && peek() != '"') {
      text.append(unescaped());
    }
    skip('"');
    return text.toString();
  }

  /// A domain literal with its brackets; the next octet is the opening one.
  String literal() {
    int close = value.indexOf(']', position);
    int end = close < 0 ? value.length() : close + 1;
    String literal = value.substring(position, end);
    position = end;
    return literal;
  }

  /// The octets up to `stop`, which is skipped too, or the end.
  void skipPast(char stop) {
    while (peek() != END && peek() != stop) {
      if (peek() == '"') {
        quoted();
      } else if (peek() == '(') {
        readComment();
      } else {
        position++;
      }
    }
    skip(stop);
  }

  private void readComment() {
    int depth = 0;
    StringBuilder text = new StringBuilder();
    do {
      char c = peek();
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      text.append(unescaped());
    } while (depth > 0 && peek() != END);
    String inner = text.substring(1, depth == 0 ? text.length() - 1 : text.length()).strip();
    if (comment == null && !inner.isEmpty()) {
      comment = inner;
    }
  }

  /// An octet, or the one behind a backslash (RFC 5322 §3.2.1).
  private char unescaped() {
    if (peek() == '\\' && position + 1 < value.length()) {
      position++;
    }
    return value.charAt(position++);
  }

  static boolean isWhite(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
}
