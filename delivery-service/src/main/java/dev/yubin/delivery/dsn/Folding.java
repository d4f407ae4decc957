package dev.yubin.delivery.dsn;

/// Breaks text into lines of a readable length at its spaces.
final class Folding {
  /// RFC 5322 §2.1.1
  private static final int WIDTH = 78;

  /// A word beyond this is broken too: RFC 5322 §2.1.1 allows no line of more than 998 octets, and
  /// a character of UTF-8 has up to four.
  private static final int MAX_WORD = 200;

  private Folding() {}

  /// @param before what the first line begins with
  /// @param indent what each further line begins with
  static String fold(String before, String text, String indent) {
    StringBuilder folded = new StringBuilder(before);
    int column = before.length();
    boolean lineStart = true;
    for (String word : text.strip().replaceAll("(\\S{" + MAX_WORD + "})", "$1 ").split(" +")) {
      if (!lineStart && column + 1 + word.length() > WIDTH) {
        folded.append("\r\n").append(indent);
        column = indent.length();
        lineStart = true;
      }
      folded.append(lineStart ? "" : " ").append(word);
      column += word.length() + (lineStart ? 0 : 1);
      lineStart = false;
    }
    return folded.toString();
  }
}
