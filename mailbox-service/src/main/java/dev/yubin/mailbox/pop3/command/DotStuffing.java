package dev.yubin.mailbox.pop3.command;

import java.io.IOException;
import java.io.OutputStream;

/// Byte-stuffs octets of a message (RFC 1939 §3) and ends them with the line of a single dot. All
/// octets are passed on as they are. Mail that came by SMTP has CRLF alone; in what came another
/// way a dot is stuffed after a bare LF too, so that no client that ends its lines there takes a
/// dot in a message for the end of it.
final class DotStuffing extends OutputStream {
  private static final byte[] DOT = {'.'};
  private static final byte[] CRLF = {'\r', '\n'};
  private static final byte[] END = {'.', '\r', '\n'};

  private final OutputStream sink;

  /// The two octets before. A message begins as a line does.
  private int last = '\n';

  private int lastButOne = '\r';

  DotStuffing(OutputStream sink) {
    this.sink = sink;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    int end = offset + length;
    int written = offset;
    for (int i = offset; i < end; i++) {
      if (octets[i] == '.' && (i == offset ? last : octets[i - 1]) == '\n') {
        sink.write(octets, written, i - written);
        sink.write(DOT);
        written = i;
      }
    }
    sink.write(octets, written, end - written);
    remember(octets, offset, length);
  }

  private void remember(byte[] octets, int offset, int length) {
    if (length > 0) {
      lastButOne = length > 1 ? octets[offset + length - 2] : last;
      last = octets[offset + length - 1];
    }
  }

  /// The line of a single dot. A message whose last line has no CRLF is given one, beyond its size:
  /// else the dot would not stand on a line of its own.
  void end() throws IOException {
    if (last != '\n' || lastButOne != '\r') {
      sink.write(CRLF);
    }
    sink.write(END);
  }
}
