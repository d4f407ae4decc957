package dev.yubin.delivery.conversion;

import dev.yubin.mime.MimeScanner;
import dev.yubin.mime.MimeStructure;
import java.io.IOException;
import java.io.InputStream;

/// What one look at a mail tells.
///
/// @param whole of all its octets
record Examination(MimeStructure structure, Purity whole) {
  private static final int BLOCK = 64 * 1024;

  static Examination of(InputStream mail) throws IOException {
    MimeScanner scanner = new MimeScanner();
    Purity whole = new Purity();
    byte[] block = new byte[BLOCK];
    for (int n = mail.read(block); n != -1; n = mail.read(block)) {
      scanner.write(block, 0, n);
      whole.take(block, n);
    }
    return new Examination(scanner.finish(), whole);
  }
}
