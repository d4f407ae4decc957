package dev.yubin.smtp.inspection.results;

import java.util.Optional;

/// Reads the first word of Authentication-Results, past white space and comments.
final class AuthservId {
  private final String text;
  private int at;

  private AuthservId(String text) {
    this.text = text;
  }

  static Optional<String> of(String value) {
    AuthservId reader = new AuthservId(value);
    reader.skipCfws();
    String id = reader.peek() == '"' ? reader.quoted() : reader.token();
    return id.isEmpty() ? Optional.empty() : Optional.of(id);
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void skipCfws() {
    while (at < text.length() && (" \t\r\n".indexOf(peek()) >= 0 || peek() == '(')) {
      if (peek() == '(') {
        skipComment();
      } else {
        at++;
      }
    }
  }

  private void skipComment() {
    int depth = 0;
    do {
      switch (peek()) {
        case '(' -> depth++;
        case ')' -> depth--;
        case '\\' -> at++;
        default -> {}
      }
      at++;
    } while (depth > 0 && at < text.length());
    // A backslash may be the last of all.
    at = Math.min(at, text.length());
  }

  private String quoted() {
    StringBuilder id = new StringBuilder();
    for (at++; at < text.length() && peek() != '"'; at++) {
      if (peek() == '\\') {
        at++;
      }
      id.append(peek());
    }
    return id.toString();
  }

  private String token() {
    int from = at;
    while (at < text.length() && " \t\r\n;(".indexOf(peek()) < 0) {
      at++;
    }
    return text.substring(from, at);
  }
}
