package dev.yubin.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// Steps through the fields of a raw header block (RFC 5322 §2.2), without a copy. A line that is
/// neither a field nor the continuation of one counts as a field without a name.
final class HeaderCursor {
  private final byte[] block;
  private final int length;
  private int start;
  private int nameEnd;
  private int valueStart;
  private int end;
  private boolean folded;

  HeaderCursor(byte[] block, int length) {
    this.block = block;
    this.length = length;
  }

  /// Goes to the next field.
  ///
  /// @return false at the blank line or the end of the block; [#end] is then where it starts
  boolean next() {
    if (end >= length || isBlankLine(end)) {
      return false;
    }
    start = end;
    readName();
    end = lineEnd(start);
    folded = false;
    while (end < length && isWhite(block[end])) {
      folded = true;
      end = lineEnd(end);
    }
    return true;
  }

  /// Where the field starts.
  int start() {
    return start;
  }

  /// Where the field ends, behind its last line break.
  int end() {
    return end;
  }

  /// In the letters of the mail.
  String name() {
    return new String(block, start, nameEnd - start, ISO_8859_1);
  }

  /// Octets of the value before unfolding.
  int valueLength() {
    return end - valueStart;
  }

  /// The value, unfolded and without white space around it, octets as chars.
  String value() {
    int from = valueStart;
    int to = end;
    while (from < to && isWhiteOrBreak(block[from])) {
      from++;
    }
    while (from < to && isWhiteOrBreak(block[to - 1])) {
      to--;
    }
    String value = new String(block, from, to - from, ISO_8859_1);
    // RFC 5322 §2.2.3: unfolding removes the line breaks and nothing else.
    return folded ? value.replace("\r\n", "").replace("\n", "") : value;
  }

  private void readName() {
    int i = start;
    while (i < length && block[i] > ' ' && block[i] < 127 && block[i] != ':') {
      i++;
    }
    nameEnd = i;
    // RFC 5322 §4.5: white space before the colon is obsolete.
    while (i < length && isWhite(block[i])) {
      i++;
    }
    if (i < length && block[i] == ':') {
      valueStart = i + 1;
    } else {
      nameEnd = start;
      valueStart = start;
    }
  }

  private int lineEnd(int from) {
    return Math.min(LineFeeds.find(block, from, length) + 1, length);
  }

  private boolean isBlankLine(int at) {
    return block[at] == '\n' || (block[at] == '\r' && at + 1 < length && block[at + 1] == '\n');
  }

  private static boolean isWhite(byte octet) {
    return octet == ' ' || octet == '\t';
  }

  private static boolean isWhiteOrBreak(byte octet) {
    return isWhite(octet) || octet == '\r' || octet == '\n';
  }
}
