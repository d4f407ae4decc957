package dev.yubin.server;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Buffered reading of a connection, bounded before it is parsed. For one thread. Works on any
/// stream, so that tests need no socket.
public final class OctetReader {
  /// A line that does not end within this many octets is an attack; the connection is given up.
  private static final int MAX_SKIPPED = 1024 * 1024;

  private static final int BUFFER_SIZE = 8 * 1024;

  /// Runs before a read that may block, such as a flush of what the peer waits for.
  @FunctionalInterface
  public interface BeforeBlocking {
    void run() throws IOException;
  }

  private final BeforeBlocking beforeBlocking;
  private InputStream source;
  private final byte[] buffer = new byte[BUFFER_SIZE];
  private int position;
  private int limit;

  public OctetReader(InputStream source, BeforeBlocking beforeBlocking) {
    this.source = source;
    this.beforeBlocking = beforeBlocking;
  }

  /// Goes on with another stream and forgets what was read from the old one but not yet taken: what
  /// a client sent before TLS must not count as sent under it (RFC 3207 §4.2, CVE-2011-0411).
  void replaceSource(InputStream newSource) {
    source = newSource;
    position = 0;
    limit = 0;
  }

  /// Makes at least one octet available between [#position] and [#limit] of [#buffer].
  ///
  /// @return false at the end of the input
  public boolean fill() throws IOException {
    if (position < limit) {
      return true;
    }
    if (source.available() == 0) {
      beforeBlocking.run();
    }
    int n = source.read(buffer, 0, buffer.length);
    position = 0;
    limit = Math.max(n, 0);
    return n > 0;
  }

  /// The buffer itself, for scanners that look at many octets at a time. Valid until the next read.
  public byte[] buffer() {
    return buffer;
  }

  public int position() {
    return position;
  }

  public int limit() {
    return limit;
  }

  /// Takes octets that are available.
  public void skip(int octets) {
    position += octets;
  }

  /// Whether something can be taken without waiting for the peer.
  public boolean isReady() throws IOException {
    return position < limit || source.available() > 0;
  }

  /// @return -1 at the end of the input
  public int read() throws IOException {
    return fill() ? buffer[position++] & 0xff : -1;
  }

  /// Reads at least one octet.
  ///
  /// @return how many, or -1 at the end of the input
  public int read(byte[] octets, int offset, int length) throws IOException {
    if (!fill()) {
      return -1;
    }
    int n = Math.min(length, limit - position);
    System.arraycopy(buffer, position, octets, offset, n);
    position += n;
    return n;
  }

  /// @param max octets, the CRLF not counted
  public Line readLine(int max) throws IOException {
    byte[] line = new byte[Math.min(max, 128)];
    int length = 0;
    int skipped = 0;
    boolean malformed = false;
    boolean afterCr = false;
    while (true) {
      int octet = read();
      if (octet == -1) {
        return new Line.End();
      }
      if (octet == '\n') {
        return ended(line, length, malformed || !afterCr, skipped > 0);
      }
      malformed |= afterCr || octet == 0;
      afterCr = octet == '\r';
      if (afterCr) {
        continue;
      }
      if (length < max) {
        line = length == line.length ? Arrays.copyOf(line, Math.min(max, 2 * length)) : line;
        line[length++] = (byte) octet;
      } else if (++skipped > MAX_SKIPPED) {
        throw new IOException("A line of more than " + (max + MAX_SKIPPED) + " octets");
      }
    }
  }

  private static Line ended(byte[] line, int length, boolean malformed, boolean tooLong) {
    if (malformed) {
      return new Line.Malformed();
    }
    return tooLong ? new Line.TooLong() : new Line.Text(Arrays.copyOf(line, length));
  }
}
