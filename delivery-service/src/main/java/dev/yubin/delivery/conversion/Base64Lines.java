package dev.yubin.delivery.conversion;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;

/// RFC 2045 §6.8, in lines of 76 characters.
final class Base64Lines implements Encoder {
  /// Octets that fill a line.
  private static final int LINE = 57;

  private final Base64.Encoder lines = Base64.getMimeEncoder();
  private byte[] rest = new byte[0];
  private boolean begun;

  @Override
  public byte[] encode(byte[] block, boolean last) {
    byte[] all = Arrays.copyOf(rest, rest.length + block.length);
    System.arraycopy(block, 0, all, rest.length, block.length);
    int whole = last ? all.length : all.length - all.length % LINE;
    rest = Arrays.copyOfRange(all, whole, all.length);
    if (whole == 0) {
      return new byte[0];
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (begun) {
      out.writeBytes("\r\n".getBytes(US_ASCII));
    }
    begun = true;
    out.writeBytes(lines.encode(Arrays.copyOf(all, whole)));
    return out.toByteArray();
  }
}
