package dev.yubin.mailbox.imap.search;

import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.Locale;
import java.util.Map;

/// The text of HTML without its markup, well enough for a preview: a tag is a space, what scripts
/// and style sheets hold is left out, and the usual character references are characters. One
/// character is read at a time.
final class HtmlText extends FilterReader {
  private static final int MAX_NAME = 10;
  private static final Map<String, Integer> REFERENCES =
      Map.ofEntries(
          entry("amp", '&'),
          entry("lt", '<'),
          entry("gt", '>'),
          entry("quot", '"'),
          entry("apos", '\''),
          entry("nbsp", ' '));

  private final PushbackReader html;

  private static Map.Entry<String, Integer> entry(String name, char character) {
    return Map.entry(name, (int) character);
  }

  HtmlText(Reader html) {
    super(html);
    this.html = new PushbackReader(new BufferedReader(html), MAX_NAME + 2);
  }

  @Override
  public int read() throws IOException {
    int c = html.read();
    return switch (c) {
      case '<' -> tag();
      case '&' -> reference();
      default -> c;
    };
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int c = length == 0 ? -1 : read();
    if (c < 0) {
      return length == 0 ? 0 : -1;
    }
    buffer[offset] = (char) c;
    return 1;
  }

  /// Reads over a tag, and over what a reader does not see.
  private int tag() throws IOException {
    String name = name();
    if (name.startsWith("!--")) {
      skipPast("-->");
      return ' ';
    }
    skipPast(">");
    switch (name) {
      case "style", "script", "title" -> {
        skipPast("</" + name);
        skipPast(">");
      }
      default -> {}
    }
    return ' ';
  }

  private String name() throws IOException {
    StringBuilder name = new StringBuilder();
    while (name.length() < MAX_NAME) {
      int c = html.read();
      if (c < 0 || !(Character.isLetterOrDigit(c) || c == '/' || c == '!' || c == '-')) {
        unread(c);
        break;
      }
      name.append((char) c);
      if (name.toString().equals("!--")) {
        break;
      }
    }
    return name.toString().toLowerCase(Locale.ROOT);
  }

  /// @param end without regard to case; no beginning of it repeats within it but `-`
  private void skipPast(String end) throws IOException {
    int matched = 0;
    while (matched < end.length()) {
      int c = html.read();
      if (c < 0) {
        return;
      }
      char lower = Character.toLowerCase((char) c);
      if (lower == end.charAt(matched)) {
        matched++;
      } else if (matched != 2 || lower != '-' || end.charAt(1) != '-') {
        matched = lower == end.charAt(0) ? 1 : 0;
      }
    }
  }

  private int reference() throws IOException {
    StringBuilder name = new StringBuilder();
    int c = html.read();
    while (c >= 0 && name.length() < MAX_NAME && (Character.isLetterOrDigit(c) || c == '#')) {
      name.append((char) c);
      c = html.read();
    }
    int character = character(name.toString());
    if (c == ';' && character >= 0) {
      return character;
    }
    unread(c);
    html.unread(name.toString().toCharArray());
    return '&';
  }

  /// @return -1 for a reference that is not known, or is to a character beyond U+FFFF
  private static int character(String name) {
    if (!name.startsWith("#")) {
      return REFERENCES.getOrDefault(name, -1);
    }
    boolean hexadecimal = name.startsWith("#x") || name.startsWith("#X");
    try {
      int code = Integer.parseInt(name.substring(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
      return code <= 0 || code > 0xffff || Character.isSurrogate((char) code) ? -1 : code;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private void unread(int c) throws IOException {
    if (c >= 0) {
      html.unread(c);
    }
  }
}
