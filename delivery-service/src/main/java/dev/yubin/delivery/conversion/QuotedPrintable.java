package dev.yubin.delivery.conversion;

import java.io.ByteArrayOutputStream;

/// RFC 2045 §6.7. A CRLF is a line's end; a CR or LF alone is an octet like any other, so that what
/// is decoded is what was encoded.
final class QuotedPrintable implements Encoder {
  /// Without the `=` of a soft line break.
  private static final int MAX_LINE = 75;

  private static final int NOTHING = -1;
  private static final String HEX = "0123456789ABCDEF";

  /// A CR, or white space, of which what follows tells how it must be written.
  private int held = NOTHING;

  private int column;
  private ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Override
  public byte[] encode(byte[] block, boolean last) {
    out = new ByteArrayOutputStream(block.length * 2);
    for (byte octet : block) {
      take(octet & 0xff);
    }
    if (last && held != NOTHING) {
      escape(held);
    }
    return out.toByteArray();
  }

  private void take(int octet) {
    int before = held;
    held = NOTHING;
    if (before == '\r' && octet == '\n') {
      out.write('\r');
      out.write('\n');
      column = 0;
      return;
    }
    if (before == '\r' || before != NOTHING && octet == '\r') {
      // White space at the end of a line would be lost on the way.
      escape(before);
    } else if (before != NOTHING) {
      literal(before);
    }
    if (octet == '\r' || octet == ' ' || octet == '\t') {
      held = octet;
    } else if (octet > ' ' && octet <= '~' && octet != '=') {
      literal(octet);
    } else {
      escape(octet);
    }
  }

  private void literal(int octet) {
    makeRoom(1);
    out.write(octet);
  }

  private void escape(int octet) {
    makeRoom(3);
    out.write('=');
    out.write(HEX.charAt(octet >> 4));
    out.write(HEX.charAt(octet & 15));
  }

  private void makeRoom(int width) {
    if (column + width > MAX_LINE) {
      out.write('=');
      out.write('\r');
      out.write('\n');
      column = 0;
    }
    column += width;
  }
}
