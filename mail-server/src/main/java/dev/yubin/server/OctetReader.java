package dev.yubin.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;

/// Buffered reading of a connection, bounded before it is parsed. For one thread. Works on any
/// stream, so that tests need no socket.
///
/// Most sessions wait for a command most of the time: they do so with a buffer that holds a
/// usual command and no more.
public final class OctetReader {
  /// A line that does not end within this many octets is an attack; the connection is given up.
  private static final int MAX_SKIPPED = 1024 * 1024;

  private static final int BUFFER_SIZE = 8 * 1024;
  private static final int IDLE_BUFFER_SIZE = 256;

  /// Runs before a read that may block, such as a flush of what the peer waits for.
  @FunctionalInterface
  public interface BeforeBlocking {
    void run() throws IOException;
  }

  /// Something that reads.
  @FunctionalInterface
  public interface Reading<T> {
    T run() throws IOException;
  }

  private final BeforeBlocking beforeBlocking;
  private final Patience patience;
  private final Duration lineTime;
  private final byte[] idleBuffer = new byte[IDLE_BUFFER_SIZE];
  private InputStream source;
  private byte[] buffer = idleBuffer;
  private int position;
  private int limit;

  /// Reads without limits of time.
  public OctetReader(InputStream source, BeforeBlocking beforeBlocking) {
    this(source, beforeBlocking, new Patience(), Duration.ofDays(1));
  }

  /// @param patience what the source's reads keep to
  /// @param lineTime how long a line may take from its first octet to its end
  OctetReader(
      InputStream source, BeforeBlocking beforeBlocking, Patience patience, Duration lineTime) {
    this.source = source;
    this.beforeBlocking = beforeBlocking;
    this.patience = patience;
    this.lineTime = lineTime;
  }

  /// Goes on with another stream and forgets what was read from the old one but not yet taken: what
  /// a client sent before TLS must not count as sent under it (RFC 3207 §4.2, CVE-2011-0411).
  void replaceSource(InputStream newSource) {
    source = newSource;
    position = 0;
    limit = 0;
  }

  /// Runs something that reads, and that may not take longer, however the peer sends.
  ///
  /// @throws SocketTimeoutException when the time is over
  public <T> T within(Duration time, Reading<T> reading) throws IOException {
    return patience.within(time, reading);
  }

  /// Makes at least one octet available between [#position] and [#limit] of [#buffer].
  ///
  /// @return false at the end of the input
  public boolean fill() throws IOException {
    if (position < limit) {
      return true;
    }
    if (buffer.length == IDLE_BUFFER_SIZE) {
      buffer = new byte[BUFFER_SIZE];
    }
    return fillBuffer();
  }

  /// As [#fill], for the first octet of a line.
  private boolean awaitLine() throws IOException {
    if (position < limit) {
      return true;
    }
    buffer = idleBuffer;
    return fillBuffer();
  }

  private boolean fillBuffer() throws IOException {
    if (source.available() == 0) {
      beforeBlocking.run();
    }
    int n = patience.withinSilence(() -> source.read(buffer, 0, buffer.length));
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
  /// @throws SocketTimeoutException when the line does not end in its time
  public Line readLine(int max) throws IOException {
    return awaitLine() ? within(lineTime, () -> restOfLine(max)) : new Line.End();
  }

  private Line restOfLine(int max) throws IOException {
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
