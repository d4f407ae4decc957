package dev.yubin.store.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mail.MailId;
import dev.yubin.store.MigratedDatabase;
import dev.yubin.store.mail.MailSweep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboundQueueIT {
  private static final Duration LEASE = Duration.ofMinutes(5);

  private final MigratedDatabase database = MigratedDatabase.create();
  private final OutboundQueue queue = new OutboundQueue(database.dataSource());

  @Test
  void claimsWhatIsDueOnce() {
    queued("elsewhere.test", "a@remote.test", "x@elsewhere.test");

    List<OutboundMail> claimed = queue.claim(10, List.of(), LEASE);

    assertThat(claimed).singleElement().extracting(OutboundMail::attempts).isEqualTo(1);
    assertThat(queue.claim(10, List.of(), LEASE)).isEmpty();
  }

  @Test
  void claimsAgainWhatADeadInstanceHeld() {
    queued("elsewhere.test", "a@remote.test", "x@elsewhere.test");
    queue.claim(10, List.of(), Duration.ZERO);

    assertThat(queue.claim(10, List.of(), LEASE))
        .singleElement()
        .extracting(OutboundMail::attempts)
        .isEqualTo(2);
  }

  @Test
  void passesOverDestinationsThatAreFull() {
    queued("full.test", "a@remote.test", "x@full.test");
    queued("free.test", "a@remote.test", "x@free.test");

    assertThat(queue.claim(10, List.of("full.test"), LEASE))
        .extracting(OutboundMail::destination)
        .containsExactly("free.test");
  }

  @Test
  void givesBackWhatIsReleased() {
    queued("elsewhere.test", "a@remote.test", "x@elsewhere.test");
    queue.release(queue.claim(10, List.of(), LEASE));

    assertThat(queue.claim(10, List.of(), LEASE))
        .singleElement()
        .extracting(OutboundMail::attempts)
        .isEqualTo(1);
  }

  @Test
  void keepsDeferredRecipientsAndOwesADsnForFailedOnes() {
    queued("elsewhere.test", "a@remote.test", "x@elsewhere.test", "y@elsewhere.test");
    OutboundMail claimed = queue.claim(1, List.of(), LEASE).getFirst();
    DsnFailure failure = new DsnFailure("x@elsewhere.test", "5.1.1", "mx.test", "550 no");

    queue.settle(
        new Settlement(
            claimed, List.of("y@elsewhere.test"), Instant.now(), List.of(failure), "450 wait"));

    assertThat(queue.claim(1, List.of(), LEASE).getFirst().recipients())
        .containsExactly("y@elsewhere.test");
    PendingDsn dsn = queue.claimDsns(10, LEASE).getFirst();
    assertThat(dsn.failures()).containsExactly(failure);
    assertThat(dsn.reversePath()).isEqualTo("a@remote.test");
    assertThat(queue.claimDsns(10, LEASE)).isEmpty();
  }

  @Test
  void owesNoDsnToTheNullReversePath() {
    queued("elsewhere.test", "", "x@elsewhere.test");
    OutboundMail claimed = queue.claim(1, List.of(), LEASE).getFirst();

    queue.settle(
        new Settlement(
            claimed,
            List.of(),
            Instant.now(),
            List.of(new DsnFailure("x@elsewhere.test", "5.1.1", null, "no")),
            "550 no"));

    assertThat(queue.depth()).isZero();
    assertThat(database.count("dsn")).isZero();
  }

  @Test
  void letsTheMailBeSweptWhenAllIsSettled() {
    queued("elsewhere.test", "a@remote.test", "x@elsewhere.test");
    MailSweep sweep = new MailSweep(database.dataSource());
    OutboundMail claimed = queue.claim(1, List.of(), LEASE).getFirst();
    queue.settle(
        new Settlement(
            claimed,
            List.of(),
            Instant.now(),
            List.of(new DsnFailure("x@elsewhere.test", "5.1.1", null, "no")),
            "550 no"));

    sweep.releasedMails(Duration.ZERO);
    assertThat(database.count("mail")).as("the DSN still quotes it").isEqualTo(1);
    queue.dsnSent(queue.claimDsns(1, LEASE).getFirst());
    sweep.releasedMails(Duration.ZERO);

    assertThat(database.count("mail")).isZero();
    assertThat(database.count("mail_chunk")).isZero();
  }

  @Test
  void sweepsChunksWhoseMailNeverCame() {
    MailId mail = MailId.create();
    database
        .jdbc()
        .sql("insert into mail_chunk (mail_id, seq, octets) values (?, 1, '')")
        .param(mail.value())
        .update();
    MailSweep sweep = new MailSweep(database.dataSource());

    assertThat(sweep.orphanChunks(Duration.ofDays(1), Duration.ofDays(1))).isZero();
    assertThat(sweep.orphanChunks(Duration.ofMinutes(-1), Duration.ofDays(1))).isEqualTo(1);
  }

  private MailId queued(String destination, String reversePath, String... recipients) {
    MailId mail = MailId.create();
    database
        .jdbc()
        .sql("insert into mail (id, size, first_chunk_size) values (?, 1, 1)")
        .param(mail.value())
        .update();
    database
        .jdbc()
        .sql("insert into mail_chunk (mail_id, seq, octets) values (?, 0, 'x')")
        .param(mail.value())
        .update();
    database
        .jdbc()
        .sql(
            """
            insert into outbound (mail_id, destination, reverse_path, recipients, smtputf8)
            values (?, ?, ?, ?, false)
            """)
        .params(mail.value(), destination, reversePath, recipients)
        .update();
    return mail;
  }
}
