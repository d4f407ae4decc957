package dev.yubin.mail;

import java.util.Arrays;
import java.util.Optional;

/// The form that a sender declares its mail to be in: BODY of RFC 6152 and RFC 3030 §3.
public enum Body {
  SEVEN_BIT("7BIT"),
  EIGHT_BIT_MIME("8BITMIME"),
  BINARY_MIME("BINARYMIME");

  private final String keyword;

  Body(String keyword) {
    this.keyword = keyword;
  }

  public String keyword() {
    return keyword;
  }

  /// @param keyword in any case of letters
  public static Optional<Body> of(String keyword) {
    return Arrays.stream(values())
        .filter(body -> body.keyword.equalsIgnoreCase(keyword))
        .findFirst();
  }
}
