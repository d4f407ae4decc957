package dev.yubin.delivery.conversion;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.yubin.mime.HeaderFields;
import java.io.ByteArrayOutputStream;
import java.util.List;

/// Gives the header of a part another Content-Transfer-Encoding.
final class HeaderRewrite {
  private static final String ENCODING = "Content-Transfer-Encoding";

  private HeaderRewrite() {}

  /// @param block the header with its blank line, if it has one
  /// @param leaf whether the part is encoded itself
  static byte[] of(byte[] block, String encoding, boolean leaf) {
    HeaderFields header = new HeaderFields(block);
    byte[] kept = header.selectNot(List.of(ENCODING));
    int end = kept.length - blankLine(kept);
    ByteArrayOutputStream rewritten = new ByteArrayOutputStream();
    rewritten.write(kept, 0, end);
    if (end > 0 && kept[end - 1] != '\n') {
      rewritten.writeBytes("\r\n".getBytes(US_ASCII));
    }
    if (leaf && header.first("Content-Type").isEmpty()) {
      // RFC 1428 §3: a text of octets that nobody has said anything of.
      field(rewritten, "Content-Type: text/plain; charset=unknown-8bit");
      if (header.first("MIME-Version").isEmpty()) {
        field(rewritten, "MIME-Version: 1.0");
      }
    }
    field(rewritten, ENCODING + ": " + encoding);
    rewritten.writeBytes("\r\n".getBytes(US_ASCII));
    return rewritten.toByteArray();
  }

  private static void field(ByteArrayOutputStream header, String field) {
    header.writeBytes((field + "\r\n").getBytes(US_ASCII));
  }

  /// Octets of the blank line at the end; 0 where there is none.
  private static int blankLine(byte[] block) {
    int end = block.length;
    if (end == 0 || block[end - 1] != '\n') {
      return 0;
    }
    int line = end > 1 && block[end - 2] == '\r' ? 2 : 1;
    boolean blank = end == line || block[end - line - 1] == '\n';
    return blank ? line : 0;
  }
}
