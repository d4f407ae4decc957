package dev.yubin.delivery.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mail.Body;
import dev.yubin.mail.DeliverBy;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.MailId;
import dev.yubin.mail.MailParameters;
import dev.yubin.mail.Recipient;
import dev.yubin.store.outbound.OutboundMail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
    assertThat(schedule.next(mail(30), end.minusSeconds(60), false)).contains(end);
    assertThat(schedule.next(mail(31), end, false)).isEmpty();
  }

  @Test
  void endsAtTheTimeToDeliverBy() {
    // RFC 2852 §4.1.3: a mail that is late goes back.
    Instant by = QUEUED.plusSeconds(30);
    OutboundMail mail = mail(1, Optional.of(new DeliverBy(by, DeliverBy.Mode.RETURN, false)));
    assertThat(schedule.next(mail, QUEUED, false)).contains(by);
    assertThat(schedule.next(mail, by, false)).isEmpty();
  }

  @Test
  void looksAtAMailWhenItsSenderIsToBeToldThatItIsLate() {
    Instant by = QUEUED.plusSeconds(30);
    OutboundMail mail = mail(1, Optional.of(new DeliverBy(by, DeliverBy.Mode.NOTIFY, false)));
    assertThat(schedule.next(mail, QUEUED, false)).contains(by);
    assertThat(schedule.next(mail, by, false).orElseThrow()).isAfter(by);
    assertThat(schedule.end(mail)).isEqualTo(QUEUED.plus(Duration.ofDays(5)));
  }

  @Test
  void asksAHostSoonerThatLetsInWhoComesAgain() {
    // RFC 6647 §4.1
    Instant due = schedule.next(mail(3), QUEUED, true).orElseThrow();
    assertThat(Duration.between(QUEUED, due))
        .isBetween(Duration.ofSeconds(270), Duration.ofSeconds(330));
    due = schedule.next(mail(1), QUEUED, true).orElseThrow();
    assertThat(Duration.between(QUEUED, due)).isLessThan(Duration.ofSeconds(67));
  }

  private Duration waitAfter(int attempts) {
    return Duration.between(QUEUED, schedule.next(mail(attempts), QUEUED, false).orElseThrow());
  }

  private static OutboundMail mail(int attempts) {
    return mail(attempts, Optional.empty());
  }

  private static OutboundMail mail(int attempts, Optional<DeliverBy> by) {
    return new OutboundMail(
        1,
        MailId.create(),
        "elsewhere.test",
        "bob@example.test",
        new MailParameters(
            Body.SEVEN_BIT,
            false,
            Optional.empty(),
            Optional.empty(),
            false,
            by,
            Optional.empty(),
            0),
        List.of(Recipient.of(EmailAddress.of("carol@elsewhere.test"))),
        QUEUED,
        attempts,
        false,
        false,
        1000);
  }
}
