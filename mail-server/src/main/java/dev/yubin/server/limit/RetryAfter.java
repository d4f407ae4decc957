package dev.yubin.server.limit;

import java.time.Duration;

/// When a client that was refused for a limit may try again. Its text, "in 5 minutes", ends a
/// sentence that people read.
///
/// @param time from now on, positive
public record RetryAfter(Duration time) {

  /// The time in whole minutes, so that it is over when somebody has waited for it.
  @Override
  public String toString() {
    long minutes = Math.max(1, time.plusMillis(59_999).toMinutes());
    return minutes == 1 ? "in 1 minute" : "in " + minutes + " minutes";
  }
}
