package dev.yubin.mime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parts that are open at a line of a mail, the innermost last, and what the line does to them.
///
/// - A line that begins with the delimiter of an open multipart ends all parts inside it, even
///   within their header: a missing closing delimiter loses nothing that follows (RFC 2046 §5.1.2).
/// - Where several delimiters fit, because one boundary starts with another, the one that is the
///   whole line wins, else the longest, else the innermost.
/// - A multipart without a usable boundary is text/plain, so that its octets can be read.
/// - The end of the mail ends everything.
final class PartStack {
  private final List<OpenPart> open = new ArrayList<>();
  private final HeaderBuffer header = new HeaderBuffer();
  private final Allowance allowance = new Allowance();

  /// Octets and line breaks before the current line.
  private long position;

  private long lines;

  /// Octets of the line break before the current line, 0 at the start of the mail.
  private int lastBreak;

  private boolean inHeader = true;
  private int boundaries;
  private int parts = 1;

  PartStack() {
    open.add(OpenPart.message(0));
  }

  /// Whether anything but a line break can still mean something.
  boolean wantsLines() {
    return inHeader || boundaries > 0;
  }

  /// Octets that mean nothing, in the body of a mail that wants no lines.
  void text(int length, int lineBreaks) {
    position += length;
    lines += lineBreaks;
    lastBreak = 0;
  }

  /// Octets of the line that [#line] is told of when it is complete.
  void headerOctets(byte[] octets, int from, int to) {
    if (inHeader) {
      header.append(octets, from, to);
    }
  }

  /// @param octets where the line starts, from `from` to `to`: at least as much as a delimiter
  /// @param length of the whole line, its break included
  /// @param lineBreak octets of its break, 0 at the end of a mail that does not end in one
  void line(byte[] octets, int from, int to, long length, int lineBreak) {
    Delimiter delimiter = boundaries > 0 ? delimiter(octets, from, to) : null;
    if (delimiter != null) {
      endPartsIn(delimiter.multipart());
    }
    position += length;
    lines += lineBreak > 0 ? 1 : 0;
    lastBreak = lineBreak;
    if (delimiter != null) {
      follow(delimiter);
    } else if (inHeader) {
      headerLine(length == lineBreak);
    }
  }

  private void headerLine(boolean blank) {
    // RFC 5322 §2.1: the header ends at the first empty line.
    if (blank) {
      endHeader();
    } else {
      header.mark();
    }
  }

  MimeStructure finish() {
    while (inHeader) {
      endHeader();
    }
    OpenPart root = open.getFirst();
    while (open.size() > 1) {
      endInnermost(position, lines);
    }
    return new MimeStructure(root.end(position, lines), root.envelope());
  }

  private record Delimiter(OpenPart multipart, boolean closing) {}

  private @Nullable Delimiter delimiter(byte[] octets, int from, int to) {
    if (to - from < 3 || octets[from] != '-' || octets[from + 1] != '-') {
      return null;
    }
    int end = to;
    while (end > from + 2 && isPadding(octets[end - 1])) {
      end--;
    }
    OpenPart multipart = withDelimiter(octets, from + 2, end);
    if (multipart == null) {
      return null;
    }
    int rest = from + 2 + multipart.boundaryLength();
    boolean closing = end - rest >= 2 && octets[rest] == '-' && octets[rest + 1] == '-';
    return !closing && parts >= MimeScanner.MAX_PARTS ? null : new Delimiter(multipart, closing);
  }

  private @Nullable OpenPart withDelimiter(byte[] octets, int from, int end) {
    OpenPart best = null;
    for (int i = open.size() - 1; i >= 0; i--) {
      OpenPart part = open.get(i);
      // RFC 2046 §5.1.1: "it is sufficient that the boundary appear in its entirety".
      if (part.boundaryBegins(octets, from, end)
          && (best == null || part.boundaryLength() > best.boundaryLength())) {
        best = part;
        int rest = end - from - part.boundaryLength();
        if (rest == 0 || (rest == 2 && octets[end - 2] == '-' && octets[end - 1] == '-')) {
          return best;
        }
      }
    }
    return best;
  }

  /// RFC 2046 §5.1.1, `transport-padding`, and the line break.
  private static boolean isPadding(byte octet) {
    return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
  }

  private void follow(Delimiter delimiter) {
    OpenPart multipart = delimiter.multipart();
    if (delimiter.closing()) {
      multipart.close();
      boundaries--;
    } else {
      parts++;
      start(OpenPart.inMultipart(multipart, position));
    }
  }

  private void start(OpenPart part) {
    open.add(part);
    header.clear();
    inHeader = true;
  }

  /// Ends all that is inside a multipart at the delimiter that the current line is.
  private void endPartsIn(OpenPart multipart) {
    header.toMark();
    while (inHeader) {
      endHeader();
    }
    if (open.getLast() == multipart) {
      return;
    }
    // RFC 2046 §5.1.1: the line break before a delimiter belongs to the delimiter. A part whose
    // header goes up to the delimiter keeps it: its header holds whole lines.
    long end = Math.max(position - lastBreak, open.getLast().bodyOffset());
    long linesAtEnd = end < position ? lines - 1 : lines;
    while (open.getLast() != multipart) {
      endInnermost(end, linesAtEnd);
    }
  }

  private void endInnermost(long end, long linesAtEnd) {
    OpenPart part = open.removeLast();
    if (part.hasBoundary()) {
      boundaries--;
    }
    open.getLast().add(part, end, linesAtEnd);
  }

  private void endHeader() {
    inHeader = false;
    OpenPart part = open.getLast();
    boolean mayNest = open.size() < MimeScanner.MAX_DEPTH && parts < MimeScanner.MAX_PARTS;
    part.endHeader(position, lines, header.fields(allowance), mayNest);
    if (part.hasBoundary()) {
      boundaries++;
    }
    if (part.isMessage()) {
      parts++;
      start(OpenPart.message(position));
    }
  }
}
