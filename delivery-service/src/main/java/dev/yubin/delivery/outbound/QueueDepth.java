package dev.yubin.delivery.outbound;

import dev.yubin.store.outbound.OutboundQueue;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// How many mails wait in the outbound queue, for a gauge. Counted now and then, however often the
/// gauge is read.
final class QueueDepth {
  private static final Logger log = LoggerFactory.getLogger(QueueDepth.class);
  private static final Duration AGE = Duration.ofSeconds(30);

  private final OutboundQueue queue;
  private double depth = Double.NaN;
  private Instant countedAt = Instant.EPOCH;

  QueueDepth(OutboundQueue queue) {
    this.queue = queue;
  }

  /// @return NaN when it cannot be known
  synchronized double value() {
    Instant now = Instant.now();
    if (countedAt.plus(AGE).isBefore(now)) {
      countedAt = now;
      try {
        depth = queue.depth();
      } catch (DataAccessException e) {
        log.debug("event=depth-unknown cause={}", e.toString());
        depth = Double.NaN;
      }
    }
    return depth;
  }
}
