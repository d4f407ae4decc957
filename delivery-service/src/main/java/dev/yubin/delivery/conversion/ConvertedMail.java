package dev.yubin.delivery.conversion;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/// The octets of a mail in its other form. Holds a header or a block. For one thread.
final class ConvertedMail extends InputStream {
  private static final int BLOCK = 16 * 1024;

  private final InputStream source;
  private final Iterator<Step> steps;
  private byte[] ready = new byte[0];
  private int position;

  /// Of the stretch that is under way.
  private long left;

  private Encoder encoder = Encoder.NONE;

  ConvertedMail(InputStream source, List<Step> steps) {
    this.source = source;
    this.steps = steps.iterator();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] octets, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (position == ready.length) {
      if (left == 0 && !steps.hasNext()) {
        return -1;
      }
      ready = left > 0 ? block() : next(steps.next());
      position = 0;
    }
    int n = Math.min(length, ready.length - position);
    System.arraycopy(ready, position, octets, offset, n);
    position += n;
    return n;
  }

  private byte[] next(Step step) throws IOException {
    switch (step) {
      case Step.Relabel(int size, String encoding, boolean leaf) -> {
        return HeaderRewrite.of(exactly(size), encoding, leaf);
      }
      case Step.Keep(long length) -> begin(length, Encoder.NONE);
      case Step.Encode(long length, boolean text) ->
          begin(length, text ? new QuotedPrintable() : new Base64Lines());
      case Step.TooLong _ -> throw new IllegalStateException("No plan has this step");
    }
    return new byte[0];
  }

  private void begin(long length, Encoder how) {
    left = length;
    encoder = how;
  }

  private byte[] block() throws IOException {
    byte[] block = exactly((int) Math.min(BLOCK, left));
    left -= block.length;
    return encoder.encode(block, left == 0);
  }

  private byte[] exactly(int size) throws IOException {
    byte[] octets = source.readNBytes(size);
    if (octets.length < size) {
      throw new IllegalStateException("The mail lacks " + (size - octets.length) + " octets");
    }
    return octets;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
