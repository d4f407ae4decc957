package dev.yubin.resolver.upstream;

import java.time.Duration;

/// How long a server usually takes: mean and deviation, smoothed as TCP does (RFC 6298 §2).
final class AnswerTime {
  private static final Duration UNKNOWN = Duration.ofMillis(400);
  private static final Duration LEAST = Duration.ofMillis(30);

  private boolean known;
  private double mean;
  private double deviation;

  synchronized void add(Duration time) {
    double nanos = time.toNanos();
    deviation = known ? 0.75 * deviation + 0.25 * Math.abs(mean - nanos) : nanos / 2;
    mean = known ? 0.875 * mean + 0.125 * nanos : nanos;
    known = true;
  }

  /// After this time an answer is late: few answers take as long.
  ///
  /// @param most the bound that no server's slowness can exceed
  synchronized Duration late(Duration most) {
    Duration usual = known ? Duration.ofNanos((long) (mean + 4 * deviation)) : UNKNOWN;
    Duration least = usual.compareTo(LEAST) < 0 ? LEAST : usual;
    return least.compareTo(most) < 0 ? least : most;
  }
}
