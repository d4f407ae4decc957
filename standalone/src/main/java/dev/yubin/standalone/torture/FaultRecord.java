package dev.yubin.standalone.torture;

import java.time.Duration;
import java.time.Instant;

/// A fault that has happened.
///
/// @param kind what was done
/// @param target to whom
/// @param begunAt just before it was done
/// @param endedAt when it was over: the process was started again, or went on
/// @param recovery from endedAt until a mail came through again
/// @param paired whether another one happened at the same time
record FaultRecord(
    FaultKind kind,
    String target,
    Instant begunAt,
    Instant endedAt,
    Duration recovery,
    boolean paired) {

  /// Whether a moment lies within it, or so close that work was still under way.
  boolean covers(Instant moment, Duration margin) {
    return !moment.isBefore(begunAt.minus(margin)) && !moment.isAfter(endedAt.plus(margin));
  }
}
