package dev.yubin.mailbox.imap.wire;

import dev.yubin.server.Line;
import dev.yubin.server.OctetReader;
import dev.yubin.server.ReplyWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// The octets of one command: a line, and for each literal at a line's end the literal and the line
/// behind it. For one thread.
public final class CommandInput {
  /// RFC 7162 §4 asks for at least 8192.
  public static final int MAX_LINE = 64 * 1024;

  /// Octets of all literals of a command that are held in memory.
  static final int MAX_HELD = 64 * 1024;

  private final OctetReader in;
  private final ReplyWriter out;
  private final long maxSkipped;
  private byte[] line;
  private int position;
  private int held;

  /// @param line the command's first line
  /// @param maxSkipped octets of a literal nobody wants that are read over; the connection is given
  ///     up for a larger one
  public CommandInput(byte[] line, OctetReader in, ReplyWriter out, long maxSkipped) {
    this.line = line;
    this.in = in;
    this.out = out;
    this.maxSkipped = maxSkipped;
  }

  /// The next octet of the line, -1 at its end.
  int peek() {
    return position < line.length ? line[position] & 0xff : -1;
  }

  int take() {
    return position < line.length ? line[position++] & 0xff : -1;
  }

  /// Takes ASCII if it is next on the line, whatever its case.
  boolean takeText(String text) {
    int end = position + text.length();
    boolean next =
        end <= line.length
            && new String(line, position, text.length(), StandardCharsets.ISO_8859_1)
                .equalsIgnoreCase(text);
    position = next ? end : position;
    return next;
  }

  boolean atEnd() {
    return position == line.length;
  }

  /// Reads `{n}` or `{n+}`, which must end the line. The literal itself is still to be taken.
  Literal literal() throws BadSyntaxException {
    LiteralMark mark = LiteralMark.at(line, position);
    if (mark == null) {
      throw new BadSyntaxException("Bad literal");
    }
    position = line.length;
    return new Literal(this, mark);
  }

  /// Whether a literal, or a `literal8`, of more octets is next.
  boolean isLiteralAbove(long octets) {
    LiteralMark mark = LiteralMark.at(line, peek() == '~' ? position + 1 : position);
    return mark != null && mark.size() > octets;
  }

  /// Takes a literal into memory.
  byte[] hold(LiteralMark mark) throws IOException, BadSyntaxException {
    if (mark.size() > MAX_HELD - held) {
      throw new BadSyntaxException("Literal too large");
    }
    byte[] octets = new byte[(int) mark.size()];
    held += octets.length;
    goAhead(mark);
    for (int n = 0; n < octets.length; ) {
      n += some(in.read(octets, n, octets.length - n));
    }
    nextLine();
    return octets;
  }

  void copy(LiteralMark mark, OutputStream sink) throws IOException, BadSyntaxException {
    goAhead(mark);
    transfer(mark.size(), sink);
    nextLine();
  }

  private void transfer(long octets, OutputStream sink) throws IOException {
    byte[] buffer = new byte[8 * 1024];
    for (long left = octets; left > 0; ) {
      int n = some(in.read(buffer, 0, (int) Math.min(buffer.length, left)));
      sink.write(buffer, 0, n);
      left -= n;
    }
  }

  private void goAhead(LiteralMark mark) throws IOException {
    if (mark.synchronizing()) {
      out.write("+ OK\r\n");
    }
  }

  /// Reads over what is left of the command, so that the next line is a command again. A client
  /// does not send a synchronizing literal that it was not asked for (RFC 9051 §4.3).
  public void skipRest() throws IOException {
    LiteralMark mark = LiteralMark.atEnd(line);
    long skipped = 0;
    while (mark != null && !mark.synchronizing()) {
      skipped += mark.size();
      if (skipped > maxSkipped) {
        // RFC 7888 §4
        out.write("* BYE Literal too large\r\n");
        throw new IOException("A literal of " + mark.size() + " octets");
      }
      transfer(mark.size(), OutputStream.nullOutputStream());
      mark = readRest() ? LiteralMark.atEnd(line) : null;
    }
  }

  private void nextLine() throws IOException, BadSyntaxException {
    if (!readRest()) {
      throw new BadSyntaxException("Bad line after a literal");
    }
  }

  private boolean readRest() throws IOException {
    Line next = in.readLine(MAX_LINE);
    position = 0;
    line = next instanceof Line.Text text ? text.octets() : new byte[0];
    if (next instanceof Line.End) {
      throw new EOFException("The connection ended within a command");
    }
    return next instanceof Line.Text;
  }

  private static int some(int n) throws EOFException {
    if (n < 0) {
      throw new EOFException("The connection ended within a literal");
    }
    return n;
  }
}
