package dev.yubin.smtp.allowance;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether mailbox-service is given a rest: after a question that it did not answer it is not asked
/// for some seconds, so that a service that hangs does not hold every recipient up. The log has two
/// lines an outage, one when it begins and one when it is over. Safe for use by many threads.
final class Outage {
  private static final Logger log = LoggerFactory.getLogger(Outage.class);
  private static final Duration REST = Duration.ofSeconds(5);

  private final InstantSource clock;

  /// When to ask again, [Instant#MIN] while there is no outage.
  private final AtomicReference<Instant> until = new AtomicReference<>(Instant.MIN);

  Outage(InstantSource clock) {
    this.clock = clock;
  }

  boolean isOn() {
    return clock.instant().isBefore(until.get());
  }

  void begin(Exception cause) {
    if (until.getAndSet(clock.instant().plus(REST)).equals(Instant.MIN)) {
      log.warn("event=allowances-not-counted cause={}", cause.toString());
    }
  }

  void end() {
    if (!until.get().equals(Instant.MIN) && !until.getAndSet(Instant.MIN).equals(Instant.MIN)) {
      log.info("event=allowances-counted-again");
    }
  }
}
