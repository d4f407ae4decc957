package dev.yubin.standalone.transfer;

import java.io.ByteArrayOutputStream;

/// Mail has CRLF at line ends (RFC 5322 §2.1), files have LF.
final class LineEnds {
  private LineEnds() {}

  /// Gives each LF without one its CR. A CR that stands alone stays so.
  static byte[] toCrlf(byte[] octets) {
    ByteArrayOutputStream mail = new ByteArrayOutputStream(octets.length + octets.length / 16);
    int written = 0;
    for (int i = 0; i < octets.length; i++) {
      if (octets[i] == '\n' && (i == 0 || octets[i - 1] != '\r')) {
        mail.write(octets, written, i - written);
        mail.write('\r');
        written = i;
      }
    }
    mail.write(octets, written, octets.length - written);
    return mail.toByteArray();
  }

  /// Takes the CR from each CRLF.
  static byte[] toLf(byte[] octets) {
    ByteArrayOutputStream file = new ByteArrayOutputStream(octets.length);
    int written = 0;
    for (int i = 0; i + 1 < octets.length; i++) {
      if (octets[i] == '\r' && octets[i + 1] == '\n') {
        file.write(octets, written, i - written);
        written = i + 1;
      }
    }
    file.write(octets, written, octets.length - written);
    return file.toByteArray();
  }
}
