package dev.yubin.server;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How long the reads of a connection may take: each until the next octet comes, and several
/// together in all. For the thread that reads.
final class Patience {
  private long silence = Long.MAX_VALUE;
  private boolean limited;
  private long end;

  /// @param time how long each read waits for the next octet
  void silence(Duration time) {
    silence = time.toNanos();
  }

  /// Runs something whose reads must all be over in a time. Within another such limit, the one
  /// that ends first counts.
  ///
  /// @throws SocketTimeoutException when they are not
  <T> T within(Duration time, OctetReader.Reading<T> reading) throws IOException {
    return within(time.toNanos(), reading);
  }

  /// Runs a read that may be several below TLS: a record that comes octet by octet is silence, too.
  ///
  /// @throws SocketTimeoutException when it takes longer than the next octet may
  <T> T withinSilence(OctetReader.Reading<T> reading) throws IOException {
    return within(silence, reading);
  }

  private <T> T within(long nanos, OctetReader.Reading<T> reading) throws IOException {
    boolean outerLimited = limited;
    long outerEnd = end;
    long now = System.nanoTime();
    limited = true;
    end = now + (outerLimited ? Math.min(outerEnd - now, nanos) : nanos);
    try {
      return reading.run();
    } finally {
      limited = outerLimited;
      end = outerEnd;
    }
  }

  /// How long the next read may wait.
  ///
  /// @return milliseconds, 0 for ever
  /// @throws SocketTimeoutException when the time is over
  int millis() throws SocketTimeoutException {
    long nanos = limited ? Math.min(silence, end - System.nanoTime()) : silence;
    if (nanos <= 0) {
      throw new SocketTimeoutException("The peer sends too slowly");
    }
    if (nanos == Long.MAX_VALUE) {
      return 0;
    }
    // Rounded up: 0 would be for ever.
    return (int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
  }
}
