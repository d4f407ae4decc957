package dev.yubin.mailbox.imap.search;

import java.io.IOException;
import java.io.InputStream;

/// Decodes quoted-printable (RFC 2045 §6.7). What is wrong stays as it stands.
final class QuotedPrintableStream extends InputStream {
  private final InputStream in;
  private final byte[] buffer = new byte[8 * 1024];
  private int position;
  private int limit;

  QuotedPrintableStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    int c = next();
    while (c == '=') {
      int high = next();
      int low = high == '\n' ? -1 : next();
      if (high == '\n' || (high == '\r' && low == '\n')) {
        c = next();
        continue;
      }
      int octet = 16 * Character.digit(high, 16) + Character.digit(low, 16);
      return octet >= 0 && Character.digit(low, 16) >= 0 ? octet : '=';
    }
    return c;
  }

  @Override
  public int read(byte[] octets, int offset, int length) throws IOException {
    int n = 0;
    for (int c = 0; n < length && (c = read()) >= 0; n++) {
      octets[offset + n] = (byte) c;
    }
    return n == 0 && length > 0 ? -1 : n;
  }

  private int next() throws IOException {
    if (position == limit) {
      position = 0;
      limit = Math.max(0, in.read(buffer, 0, buffer.length));
      if (limit == 0) {
        return -1;
      }
    }
    return buffer[position++] & 0xff;
  }
}
