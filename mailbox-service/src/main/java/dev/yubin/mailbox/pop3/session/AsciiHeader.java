package dev.yubin.mailbox.pop3.session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Passes a message on to a client that is not in UTF-8 mode: a header with octets beyond ASCII is
/// put in the form of a surrogate (RFC 6856 §2.1, RFC 6858), the body stays as it is.
final class AsciiHeader extends OutputStream {
  /// What is larger is passed on with question marks.
  private static final int MAX_HEADER = 1024 * 1024;

  private final OutputStream sink;
  private final ByteArrayOutputStream header = new ByteArrayOutputStream(1024);
  private boolean inHeader = true;
  private boolean lineIsBlank = true;

  AsciiHeader(OutputStream sink) {
    this.sink = sink;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    int at = offset;
    int end = offset + length;
    while (inHeader && at < end) {
      byte octet = octets[at++];
      header.write(octet);
      boolean over = octet == '\n' && lineIsBlank;
      lineIsBlank = octet == '\n' || (lineIsBlank && octet == '\r');
      if (over) {
        finish();
      } else if (header.size() >= MAX_HEADER) {
        sink.write(masked(header.toByteArray()));
        header.reset();
      }
    }
    sink.write(octets, at, end - at);
  }

  private static byte[] masked(byte[] octets) {
    for (int i = 0; i < octets.length; i++) {
      if (octets[i] < 0) {
        octets[i] = '?';
      }
    }
    return octets;
  }

  /// Passes on a header behind which nothing comes.
  void finish() throws IOException {
    if (inHeader) {
      sink.write(SurrogateFields.of(header.toByteArray()));
      inHeader = false;
      header.reset();
    }
  }
}
