package dev.yubin.delivery.outbound;

import dev.yubin.store.outbound.OutboundMail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// When a mail is tried again (RFC 5321 §4.5.4.1).
final class RetrySchedule {
  private final OutboundProperties.Retry retry;
  private final RandomGenerator random;

  RetrySchedule(OutboundProperties.Retry retry, RandomGenerator random) {
    this.retry = retry;
    this.random = random;
  }

  /// @return empty when the mail is old enough to be given up
  Optional<Instant> next(OutboundMail mail, Instant now) {
    Instant end = mail.queuedAt().plus(retry.maxAge());
    if (!now.isBefore(end)) {
      return Optional.empty();
    }
    Instant due = now.plus(jittered(waitAfter(mail.attempts())));
    return Optional.of(due.isAfter(end) ? end : due);
  }

  private Duration waitAfter(int attempts) {
    List<Duration> schedule = retry.schedule();
    return schedule.get(Math.clamp(attempts - 1, 0, schedule.size() - 1));
  }

  /// A tenth more or less, so that what failed together does not come again together.
  private Duration jittered(Duration wait) {
    return Duration.ofMillis((long) (wait.toMillis() * random.nextDouble(0.9, 1.1)));
  }
}
