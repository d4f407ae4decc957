package dev.yubin.smtp.inspection.spf;

/// A piece of a [MacroString] (RFC 7208 §7.1).
sealed interface MacroPart {
  record Literal(String text) implements MacroPart {}

  /// `%%`, `%_` or `%-`.
  record Escape(String text) implements MacroPart {}

  /// @param letter in lower case
  /// @param escaped whether the value is escaped for a URL, as an upper-case letter asks for
  /// @param keep how many parts from the right remain
  record Expansion(char letter, boolean escaped, int keep, boolean reversed, String delimiters)
      implements MacroPart {}
}
