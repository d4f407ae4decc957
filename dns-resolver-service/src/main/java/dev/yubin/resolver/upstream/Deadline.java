package dev.yubin.resolver.upstream;

import java.time.Duration;

/// When the time for one answer is up.
///
/// @param at by `System.nanoTime`
record Deadline(long at) {
  static Deadline after(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /// @return at least 1, as the time-outs of sockets want it
  /// @throws UpstreamTimeoutException when nothing is left
  int millisLeft() throws UpstreamTimeoutException {
    long nanos = at - System.nanoTime();
    if (nanos <= 0) {
      throw new UpstreamTimeoutException("no answer in time");
    }
    return (int) Math.max(1, nanos / 1_000_000);
  }

  Duration left() throws UpstreamTimeoutException {
    return Duration.ofMillis(millisLeft());
  }
}
