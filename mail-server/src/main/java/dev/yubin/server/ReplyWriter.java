package dev.yubin.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/// Buffered writing to a connection, for many threads: each call is written as a whole.
/// Between replies there is no buffer.
public final class ReplyWriter extends OutputStream {
  private static final int BUFFER_SIZE = 4 * 1024;
  private static final int USUAL_REPLY = 512;
  private static final byte[] NONE = {};

  private final ReentrantLock lock = new ReentrantLock();
  private byte[] buffer = NONE;
  private OutputStream sink;
  private int length;

  public ReplyWriter(OutputStream sink) {
    this.sink = sink;
  }

  void replaceSink(OutputStream newSink) {
    lock.lock();
    try {
      sink = newSink;
    } finally {
      lock.unlock();
    }
  }

  /// Writes text as UTF-8.
  public void write(String text) throws IOException {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int count) throws IOException {
    lock.lock();
    try {
      if (count > BUFFER_SIZE - length) {
        drainBuffer();
      }
      if (count > BUFFER_SIZE) {
        sink.write(octets, offset, count);
      } else {
        reserve(count);
        System.arraycopy(octets, offset, buffer, length, count);
        length += count;
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void flush() throws IOException {
    lock.lock();
    try {
      drainBuffer();
      buffer = NONE;
      sink.flush();
    } finally {
      lock.unlock();
    }
  }

  /// Writes and flushes something, unless somebody else is writing.
  void writeUnlessBusy(String text) throws IOException {
    if (lock.tryLock()) {
      try {
        write(text);
        flush();
      } finally {
        lock.unlock();
      }
    }
  }

  private void reserve(int count) {
    if (length + count > buffer.length) {
      int size = Math.max(USUAL_REPLY, Math.max(length + count, 2 * buffer.length));
      buffer = Arrays.copyOf(buffer, Math.min(BUFFER_SIZE, size));
    }
  }

  private void drainBuffer() throws IOException {
    if (length > 0) {
      sink.write(buffer, 0, length);
      length = 0;
    }
  }
}
