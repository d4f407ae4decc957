package dev.yubin.store.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// Octets of a message, prefix and mail, at most one chunk in memory.
final class MessageStream extends InputStream {
  private final MailOctets octets;
  private final StoredMessage message;
  private final byte @Nullable [] firstChunk;
  private final long end;
  private long at;
  private byte[] piece = new byte[0];
  private int position;
  private int limit;

  /// @param at first octet
  /// @param end behind the last octet
  MessageStream(
      MailOctets octets, StoredMessage message, byte @Nullable [] firstChunk, long at, long end) {
    this.octets = octets;
    this.message = message;
    this.firstChunk = firstChunk;
    this.at = at;
    this.end = end;
  }

  @Override
  public int read() throws IOException {
    return fill() ? piece[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] sink, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int n = Math.min(length, limit - position);
    System.arraycopy(piece, position, sink, offset, n);
    position += n;
    return n;
  }

  @Override
  public long transferTo(OutputStream sink) throws IOException {
    long sum = 0;
    while (fill()) {
      sink.write(piece, position, limit - position);
      sum += limit - position;
      position = limit;
    }
    return sum;
  }

  private boolean fill() throws IOException {
    if (position < limit) {
      return true;
    }
    if (at >= end) {
      return false;
    }
    int prefix = message.prefix().length;
    if (at < prefix) {
      take(message.prefix(), (int) at, (int) Math.min(prefix, end));
    } else {
      fillFromMail(prefix);
    }
    at += limit - position;
    return true;
  }

  private void fillFromMail(int prefix) throws IOException {
    MailOctets.Piece next =
        MailOctets.piece(message.mail().firstChunkSize(), at - prefix, end - prefix);
    if (next.chunk() == 0 && firstChunk != null) {
      take(firstChunk, next.from(), next.from() + next.length());
    } else {
      take(octets.read(message.mailId(), next), 0, next.length());
    }
  }

  private void take(byte[] source, int from, int to) {
    piece = source;
    position = from;
    limit = to;
  }
}
