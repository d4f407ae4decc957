package dev.yubin.smtp.content;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Gathers the header of a mail from its octets, however they were cut. The header ends at the
/// empty line, or before the first line that is neither a field nor the continuation of one: what
/// is no header must not be taken for it by one reader and for body by the next.
final class HeaderCollector {
  /// Octets. Far more than honest mail has, and little enough to be held for each session.
  static final int MAX_SIZE = 256 * 1024;

  static final int MAX_FIELDS = 2_000;

  private byte[] buffer = new byte[2 * 1024];
  private int length;
  private int lineStart;
  private final List<Integer> fieldStarts = new ArrayList<>();
  private boolean complete;

  boolean isComplete() {
    return complete;
  }

  /// The limits were passed; the mail is not to be accepted.
  boolean isTooLarge() {
    return length > MAX_SIZE || fieldStarts.size() > MAX_FIELDS;
  }

  /// Takes octets up to the end of the header.
  ///
  /// @return how many were taken
  int take(byte[] octets, int offset, int count) {
    int taken = 0;
    while (taken < count && !complete && !isTooLarge()) {
      int lineLength = lineLength(octets, offset + taken, count - taken);
      append(octets, offset + taken, lineLength);
      taken += lineLength;
      if (buffer[length - 1] == '\n') {
        endLine();
      }
    }
    return taken;
  }

  /// There are no more octets.
  void end() {
    complete = true;
  }

  private static int lineLength(byte[] octets, int offset, int count) {
    for (int i = 0; i < count; i++) {
      if (octets[offset + i] == '\n') {
        return i + 1;
      }
    }
    return count;
  }

  private void append(byte[] octets, int offset, int count) {
    if (length + count > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(length + count, 2 * buffer.length));
    }
    System.arraycopy(octets, offset, buffer, length, count);
    length += count;
  }

  private void endLine() {
    if (colon() >= 0) {
      fieldStarts.add(lineStart);
    } else if (fieldStarts.isEmpty() || !isWhiteSpace(buffer[lineStart])) {
      complete = true;
      return;
    }
    lineStart = length;
  }

  /// RFC 5322 §2.2: a name of printable ASCII without a colon; §4.5 (obsolete form): white space
  /// before the colon.
  ///
  /// @return where the line's colon is, -1 when it is no field
  private int colon() {
    int i = lineStart;
    while (i < length && buffer[i] > ' ' && buffer[i] < 127 && buffer[i] != ':') {
      i++;
    }
    int nameEnd = i;
    while (i < length && isWhiteSpace(buffer[i])) {
      i++;
    }
    return nameEnd > lineStart && i < length && buffer[i] == ':' ? i : -1;
  }

  private static boolean isWhiteSpace(byte octet) {
    return octet == ' ' || octet == '\t';
  }

  MailHeader header() {
    List<HeaderField> fields = new ArrayList<>(fieldStarts.size());
    for (int i = 0; i < fieldStarts.size(); i++) {
      int to = i + 1 < fieldStarts.size() ? fieldStarts.get(i + 1) : lineStart;
      fields.add(HeaderField.of(Arrays.copyOfRange(buffer, fieldStarts.get(i), to)));
    }
    return new MailHeader(fields);
  }

  /// What was taken beyond the last field: the empty line, or a first line of the body.
  byte[] remainder() {
    return Arrays.copyOfRange(buffer, lineStart, length);
  }
}
