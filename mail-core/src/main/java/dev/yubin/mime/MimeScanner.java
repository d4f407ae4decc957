package dev.yubin.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/// Finds the structure of a mail while its octets pass. Takes them in pieces of any size, holds the
/// header block it is in and no body, never throws on what it is given and takes time linear in it.
/// Lines end in CRLF or LF. For one mail and one thread.
///
/// What is hostile or broken still has a structure, which every client can read; the limits below
/// and [PartStack] say which.
public final class MimeScanner extends OutputStream {
  /// Parts within parts; a multipart or message deeper than this shows as application/octet-stream.
  public static final int MAX_DEPTH = 100;

  /// Parts of a mail; the delimiters of further ones count as text of the last.
  public static final int MAX_PARTS = 10_000;

  /// Octets of a header block that are looked at. More are passed over; places stay right.
  public static final int MAX_HEADER = 1024 * 1024;

  /// Fields of a header block that are looked at.
  public static final int MAX_FIELDS = 10_000;

  /// Octets of field values that go into a structure, for all parts together. Fields beyond it
  /// count as absent.
  public static final int MAX_FIELD_OCTETS = 1024 * 1024;

  /// Addresses of all envelopes of a mail together; further ones are left out.
  public static final int MAX_ADDRESSES = 10_000;

  /// Parameters and languages of all parts together; further ones are left out.
  public static final int MAX_PARAMETERS = 10_000;

  /// Octets of a boundary; RFC 2046 §5.1.1 allows 70. A longer one counts as missing.
  public static final int MAX_BOUNDARY = 512;

  /// Enough of a line to tell a delimiter, octets.
  private static final int LINE_START = MAX_BOUNDARY + 8;

  private final PartStack parts = new PartStack();

  /// The start of a line that came in more than one piece.
  private final byte[] lineStart = new byte[LINE_START];

  /// Octets of the current line so far, 0 when the next octet starts one.
  private long lineLength;

  /// The last octet of the piece before.
  private byte lastOctet;

  public static MimeStructure scan(byte[] mail) {
    MimeScanner scanner = new MimeScanner();
    scanner.write(mail, 0, mail.length);
    return scanner.finish();
  }

  public static MimeStructure scan(InputStream mail) throws IOException {
    MimeScanner scanner = new MimeScanner();
    mail.transferTo(scanner);
    return scanner.finish();
  }

  @Override
  public void write(int octet) {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, octets.length);
    int from = offset;
    int end = offset + length;
    while (from < end) {
      from = parts.wantsLines() ? line(octets, from, end) : text(octets, from, end);
    }
  }

  /// The structure of what was written. Nothing may be written after it.
  public MimeStructure finish() {
    if (lineLength > 0) {
      parts.line(lineStart, 0, startLength(), lineLength, 0);
    }
    return parts.finish();
  }

  /// The body of a mail without parts: nothing in it means anything but its line breaks.
  private int text(byte[] octets, int from, int end) {
    parts.text(end - from, LineFeeds.count(octets, from, end));
    return end;
  }

  private int line(byte[] octets, int from, int end) {
    int lineFeed = LineFeeds.find(octets, from, end);
    int to = lineFeed < end ? lineFeed + 1 : end;
    parts.headerOctets(octets, from, to);
    if (lineLength == 0 && lineFeed < end) {
      boolean carriageReturn = lineFeed > from && octets[lineFeed - 1] == '\r';
      int seen = Math.min(to, from + LINE_START);
      parts.line(octets, from, seen, to - from, carriageReturn ? 2 : 1);
    } else {
      piece(octets, from, to, lineFeed < end);
    }
    return to;
  }

  private void piece(byte[] octets, int from, int to, boolean last) {
    int kept = Math.min(to - from, LINE_START - startLength());
    System.arraycopy(octets, from, lineStart, startLength(), kept);
    lineLength += to - from;
    byte beforeLast = to - from > 1 ? octets[to - 2] : lastOctet;
    lastOctet = octets[to - 1];
    if (last) {
      parts.line(
          lineStart, 0, startLength(), lineLength, beforeLast == '\r' && lineLength > 1 ? 2 : 1);
      lineLength = 0;
    }
  }

  private int startLength() {
    return (int) Math.min(lineLength, LINE_START);
  }
}
