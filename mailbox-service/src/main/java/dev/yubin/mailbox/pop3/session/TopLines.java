package dev.yubin.mailbox.pop3.session;

import java.io.IOException;
import java.io.OutputStream;

/// Passes on the header of a message, the blank line and the first lines of the body
/// (RFC 1939 §7), and drops the rest.
final class TopLines extends OutputStream {
  private final OutputStream sink;
  private long bodyLines;
  private boolean inBody;
  private boolean lineIsBlank = true;
  private boolean complete;

  /// @param bodyLines how many of the body
  TopLines(OutputStream sink, int bodyLines) {
    this.sink = sink;
    this.bodyLines = bodyLines;
  }

  /// Whether nothing more would be passed on.
  boolean isComplete() {
    return complete;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    int at = offset;
    while (at < offset + length && !complete) {
      byte octet = octets[at++];
      if (octet == '\n') {
        endLine();
      } else if (octet != '\r') {
        lineIsBlank = false;
      }
    }
    sink.write(octets, offset, at - offset);
  }

  private void endLine() {
    if (inBody) {
      bodyLines--;
    } else {
      inBody = lineIsBlank;
    }
    complete = inBody && bodyLines <= 0;
    lineIsBlank = true;
  }
}
