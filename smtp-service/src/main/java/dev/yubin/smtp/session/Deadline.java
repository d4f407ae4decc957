package dev.yubin.smtp.session;

import java.net.SocketTimeoutException;
import java.time.Duration;

/// When a client has had time enough. One that sends an octet now and then is never idle, and would
/// hold its session for ever.
record Deadline(long nanoTime) {

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /// @throws SocketTimeoutException when the time is over
  void check() throws SocketTimeoutException {
    if (System.nanoTime() - nanoTime > 0) {
      throw new SocketTimeoutException("The client sends too slowly");
    }
  }
}
