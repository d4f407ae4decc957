package dev.yubin.server;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Decompresses what a peer sends. What is available can be read without waiting: whoever flushes
/// before a read that blocks relies on it, and the one of the JDK always claims one octet.
final class InflatingStream extends InputStream {
  private static final int BUFFER_SIZE = 1024;

  private final InputStream source;
  private final Inflater inflater;
  private final byte[] input = new byte[BUFFER_SIZE];
  private final byte[] output = new byte[BUFFER_SIZE];
  private int position;
  private int limit;

  /// @param inflater of its owner, who ends it
  InflatingStream(InputStream source, Inflater inflater) {
    this.source = source;
    this.inflater = inflater;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] octets, int offset, int length) throws IOException {
    while (!inflate()) {
      if (inflater.finished() || !readSource()) {
        return -1;
      }
    }
    int n = Math.min(length, limit - position);
    System.arraycopy(output, position, octets, offset, n);
    position += n;
    return n;
  }

  @Override
  public int available() throws IOException {
    while (!inflate()) {
      if (inflater.finished() || source.available() == 0 || !readSource()) {
        return 0;
      }
    }
    return limit - position;
  }

  private boolean readSource() throws IOException {
    int n = source.read(input, 0, input.length);
    inflater.setInput(input, 0, Math.max(n, 0));
    return n > 0;
  }

  /// @return whether there is output; if not, more input is needed
  private boolean inflate() throws IOException {
    if (position < limit) {
      return true;
    }
    try {
      position = 0;
      limit = inflater.inflate(output);
      return limit > 0;
    } catch (DataFormatException e) {
      throw new IOException("Not DEFLATE", e);
    }
  }
}
