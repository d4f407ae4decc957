package dev.yubin.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/// Buffered writing to a connection, for many threads: each call is written as a whole.
public final class ReplyWriter extends OutputStream {
  private static final int BUFFER_SIZE = 4 * 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final byte[] buffer = new byte[BUFFER_SIZE];
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
      if (count > buffer.length - length) {
        drainBuffer();
      }
      if (count > buffer.length) {
        sink.write(octets, offset, count);
      } else {
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
      sink.flush();
    } finally {
      lock.unlock();
    }
  }

  private void drainBuffer() throws IOException {
    if (length > 0) {
      sink.write(buffer, 0, length);
      length = 0;
    }
  }
}
