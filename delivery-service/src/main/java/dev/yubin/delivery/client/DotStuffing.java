package dev.yubin.delivery.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;

/// The form in which a mail goes through DATA (RFC 5321 §4.5.2). For one thread and one mail.
final class DotStuffing {
  private static final byte[] CRLF_DOT_CRLF = "\r\n.\r\n".getBytes(US_ASCII);

  private final OutputStream out;

  /// A dot is doubled after any LF, also one that stands alone: a host that takes it for a line's
  /// end must not find the end of the mail there.
  private boolean atLineStart = true;

  DotStuffing(OutputStream out) {
    this.out = out;
  }

  /// @return the octets written, the added dots not counted
  int write(byte[] octets, int length) throws IOException {
    int from = 0;
    for (int i = 0; i < length; i++) {
      if (atLineStart && octets[i] == '.') {
        out.write(octets, from, i - from);
        out.write('.');
        from = i;
      }
      atLineStart = octets[i] == '\n';
    }
    out.write(octets, from, length - from);
    return length;
  }

  /// Writes the end of the mail, on a line of its own.
  ///
  /// @return the octets written
  int end() throws IOException {
    int from = atLineStart ? 2 : 0;
    out.write(CRLF_DOT_CRLF, from, CRLF_DOT_CRLF.length - from);
    return CRLF_DOT_CRLF.length - from;
  }
}
