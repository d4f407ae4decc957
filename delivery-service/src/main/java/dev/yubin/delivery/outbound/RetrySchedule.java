package dev.yubin.delivery.outbound;

import dev.yubin.mail.DeliverBy;
import dev.yubin.store.outbound.OutboundMail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// When a mail is tried again (RFC 5321 §4.5.4.1).
final class RetrySchedule {
  /// Most hosts let in who comes again after as long.
  private static final Duration GREYLISTED = Duration.ofMinutes(5);

  private final OutboundProperties.Retry retry;
  private final RandomGenerator random;

  RetrySchedule(OutboundProperties.Retry retry, RandomGenerator random) {
    this.retry = retry;
    this.random = random;
  }

  /// @param sooner whether it is worth asking again soon: of who is greylisted (RFC 6647 §4.1)
  /// @return empty when the mail is old enough to be given up
  Optional<Instant> next(OutboundMail mail, Instant now, boolean sooner) {
    Instant end = end(mail);
    if (!now.isBefore(end)) {
      return Optional.empty();
    }
    Duration wait = waitAfter(mail.attempts());
    boolean shorter = sooner && wait.compareTo(GREYLISTED) > 0;
    Instant due = earlier(now.plus(jittered(shorter ? GREYLISTED : wait)), end);
    // The sender is told of a delay when it begins (RFC 2852 §4.1.3).
    return Optional.of(
        mail.parameters()
            .deliverBy()
            .filter(by -> now.isBefore(by.time()))
            .map(by -> earlier(due, by.time()))
            .orElse(due));
  }

  /// When the mail is given up.
  Instant end(OutboundMail mail) {
    Instant oldest = mail.queuedAt().plus(retry.maxAge());
    return mail.parameters()
        .deliverBy()
        .filter(by -> by.mode() == DeliverBy.Mode.RETURN)
        .map(by -> earlier(oldest, by.time()))
        .orElse(oldest);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
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
