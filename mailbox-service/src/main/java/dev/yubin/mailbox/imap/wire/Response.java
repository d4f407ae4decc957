package dev.yubin.mailbox.imap.wire;

import dev.yubin.server.ReplyWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Puts responses together and sends them in large pieces, each response whole unless it is larger
/// than a piece. For one thread; [#send] ends its work.
public final class Response extends OutputStream {
  private static final int PIECE = 32 * 1024;
  private static final int MAX_QUOTED = 1024;

  private final ReplyWriter out;
  private final Dialect dialect;
  private byte[] buffer = new byte[256];
  private int length;

  public Response(ReplyWriter out, Dialect dialect) {
    this.out = out;
    this.dialect = dialect;
  }

  /// The name of a mailbox.
  public Response mailbox(String name) {
    return quoted(
        dialect.isUtf8()
            ? new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
            : ModifiedUtf7.encode(name));
  }

  /// ASCII, or octets as chars.
  public Response text(String text) {
    int n = text.length();
    reserve(n);
    for (int i = 0; i < n; i++) {
      buffer[length + i] = (byte) text.charAt(i);
    }
    length += n;
    return this;
  }

  public Response text(char c) {
    reserve(1);
    buffer[length++] = (byte) c;
    return this;
  }

  public Response number(long number) {
    if (number < 0 || number > 9) {
      return text(Long.toString(number));
    }
    return text((char) ('0' + number));
  }

  public Response octets(byte[] octets) throws IOException {
    write(octets, 0, octets.length);
    return this;
  }

  /// A string that is known to be printable, in octets as chars.
  public Response quoted(String text) {
    text('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        text('\\');
      }
      text(c);
    }
    return text('"');
  }

  /// A string of any characters, in UTF-8.
  public Response string(String text) throws IOException {
    if (isPlain(text)) {
      return quoted(text);
    }
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    return literal(octets.length).octets(octets);
  }

  /// A string of any octets.
  public Response string(byte[] octets) throws IOException {
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    if (text.indexOf(0) >= 0) {
      // RFC 9051 §9, `literal8`
      text('~');
    } else if (isPlain(text)) {
      return quoted(text);
    }
    return literal(octets.length).octets(octets);
  }

  private static boolean isPlain(String text) {
    return text.length() < MAX_QUOTED && text.chars().allMatch(c -> c >= ' ' && c < 127);
  }

  /// Announces a literal, whose octets are then written.
  public Response literal(long octets) {
    return text('{').number(octets).text("}\r\n");
  }

  /// Ends a response.
  public Response line() throws IOException {
    text("\r\n");
    if (length >= PIECE) {
      send();
    }
    return this;
  }

  @Override
  public void write(int octet) {
    text((char) (octet & 0xff));
  }

  @Override
  public void write(byte[] octets, int offset, int count) throws IOException {
    if (count >= PIECE) {
      send();
      out.write(octets, offset, count);
      return;
    }
    reserve(count);
    System.arraycopy(octets, offset, buffer, length, count);
    length += count;
    if (length >= PIECE) {
      send();
    }
  }

  /// Hands everything on to the connection.
  public void send() throws IOException {
    out.write(buffer, 0, length);
    length = 0;
  }

  private void reserve(int count) {
    if (length + count > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(length + count, 2 * buffer.length));
    }
  }

  @Override
  public String toString() {
    return new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
  }
}
