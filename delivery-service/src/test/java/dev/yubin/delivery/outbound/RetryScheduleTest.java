package dev.yubin.delivery.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mail.MailId;
import dev.yubin.store.outbound.OutboundMail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
  private static final Instant QUEUED = Instant.parse("2026-11-24T06:00:00Z");

  private final RetrySchedule schedule =
      new RetrySchedule(
          new OutboundProperties.Retry(
              List.of(Duration.ofMinutes(1), Duration.ofHours(1)), Duration.ofDays(5)),
          new Random(1));

  @Test
  void followsTheScheduleAndRepeatsItsEnd() {
    assertThat(waitAfter(1)).isBetween(Duration.ofSeconds(54), Duration.ofSeconds(66));
    assertThat(waitAfter(2)).isBetween(Duration.ofMinutes(54), Duration.ofMinutes(66));
    assertThat(waitAfter(9)).isBetween(Duration.ofMinutes(54), Duration.ofMinutes(66));
  }

  @Test
  void triesALastTimeAtTheEnd() {
    Instant end = QUEUED.plus(Duration.ofDays(5));
    assertThat(schedule.next(mail(30), end.minusSeconds(60))).contains(end);
    assertThat(schedule.next(mail(31), end)).isEmpty();
  }

  private Duration waitAfter(int attempts) {
    return Duration.between(QUEUED, schedule.next(mail(attempts), QUEUED).orElseThrow());
  }

  private static OutboundMail mail(int attempts) {
    return new OutboundMail(
        1,
        MailId.create(),
        "elsewhere.test",
        "bob@example.test",
        List.of("carol@elsewhere.test"),
        false,
        QUEUED,
        attempts,
        1000);
  }
}
