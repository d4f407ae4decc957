package dev.yubin.store.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.MailId;
import dev.yubin.mail.Recipient;
import dev.yubin.store.MigratedDatabase;
import dev.yubin.store.mail.MailSweep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutboundQueueIT {
  private static final Duration LEASE = Duration.ofMinutes(5);

  private final MigratedDatabase database = MigratedDatabase.create();
  private final OutboundQueue queue = new OutboundQueue(database.dataSource());
  private final Settlements settlements = new Settlements(database.dataSource());
  private final Backlog backlog = new Backlog(database.dataSource());
  private final DsnQueue dsns = new DsnQueue(database.dataSource());

  @Test
  void claimsWhatIsDueOnce() {
    queued("elsewhere.test", "a@remote.test", "x@elsewhere.test");

    List<OutboundMail> claimed = Claims.of(database.dataSource(), 10, LEASE);

    assertThat(claimed).singleElement().extracting(OutboundMail::attempts).isEqualTo(1);
    assertThat(Claims.of(database.dataSource(), 10, LEASE)).isEmpty();
  }

  @Test
  void claimsAgainWhatADeadInstanceHeld() {
    queued("elsewhere.test", "a@remote.test", "x@elsewhere.test");
    Claims.of(database.dataSource(), 10, Duration.ZERO);

    assertThat(Claims.of(database.dataSource(), 10, LEASE))
        .singleElement()
        .extracting(OutboundMail::attempts)
        .isEqualTo(2);
  }

  @Test
  void claimsOfEachDestinationNoMoreThanItHasRoomFor() {
    for (int i = 0; i < 3; i++) {
      queued("busy.test", "a@remote.test", "x@busy.test");
      queued("free.test", "a@remote.test", "x@free.test");
      queued("full.test", "a@remote.test", "x@full.test");
    }

    assertThat(queue.claim(Map.of("busy.test", 1, "free.test", 5), LEASE))
        .extracting(OutboundMail::destination)
        .containsExactlyInAnyOrder("busy.test", "free.test", "free.test", "free.test");
    assertThat(backlog.due(10))
        .containsExactlyInAnyOrder(
            new DueDestination("busy.test", 2, true), new DueDestination("full.test", 3, true));
  }

  @Test
  void looksAtTheHeadOfTheQueueAlone() {
    prioritised("old", 0, 60);
    prioritised("old", 0, 60);
    prioritised("young", 0, 1);

    assertThat(backlog.due(2)).containsExactly(new DueDestination("old", 2, true));
  }

  @Test
  void looksFromDestinationToDestinationWhateverWaitsForThem() {
    for (int i = 0; i < 3; i++) {
      prioritised("a.test", i - 1, 60);
    }
    prioritised("b.test", 0, -60);
    prioritised("c.test", 0, 1);
    queue.release(queue.claim(Map.of("c.test", 1), LEASE));
    database.jdbc().sql("update outbound set attempts = 1 where destination = 'c.test'").update();

    Backlog.Stretch first = backlog.dueAfter("", 4, 10);
    assertThat(first.due()).containsExactly(new DueDestination("a.test", 3, true));
    assertThat(first.last()).isEqualTo("b.test");
    Backlog.Stretch second = backlog.dueAfter("b.test", 4, 10);
    assertThat(second.due()).containsExactly(new DueDestination("c.test", 1, false));
    assertThat(backlog.dueAfter("c.test", 4, 10).last()).isNull();
  }

  @Test
  void givesBackWhatIsReleased() {
    queued("elsewhere.test", "a@remote.test", "x@elsewhere.test");
    queue.release(Claims.of(database.dataSource(), 10, LEASE));

    assertThat(Claims.of(database.dataSource(), 10, LEASE))
        .singleElement()
        .extracting(OutboundMail::attempts)
        .isEqualTo(1);
  }

  @Test
  void keepsDeferredRecipientsAndOwesADsnForFailedOnes() {
    queued("elsewhere.test", "a@remote.test", "x@elsewhere.test", "y@elsewhere.test");
    OutboundMail claimed = Claims.of(database.dataSource(), 1, LEASE).getFirst();
    DsnReport failure = failed("550 no");

    settlements.settle(
        new Settlement(
            claimed,
            List.of("y@elsewhere.test"),
            Instant.now(),
            List.of(failure),
            "450 wait",
            List.of(),
            false));

    assertThat(Claims.of(database.dataSource(), 1, LEASE).getFirst().recipients())
        .containsExactly(recipient("y@elsewhere.test"));
    PendingDsn dsn = dsns.claim(10, LEASE).getFirst();
    assertThat(dsn.reports()).containsExactly(failure);
    assertThat(dsn.reversePath()).isEqualTo("a@remote.test");
    assertThat(dsns.claim(10, LEASE)).isEmpty();
  }

  @Test
  void owesNoDsnToTheNullReversePath() {
    queued("elsewhere.test", "", "x@elsewhere.test");
    OutboundMail claimed = Claims.of(database.dataSource(), 1, LEASE).getFirst();

    settlements.settle(
        new Settlement(
            claimed, List.of(), Instant.now(), List.of(failed("no")), "550 no", List.of(), false));

    assertThat(database.count("outbound")).isZero();
    assertThat(database.count("dsn")).isZero();
  }

  @Test
  void letsTheMailBeSweptWhenAllIsSettled() {
    queued("elsewhere.test", "a@remote.test", "x@elsewhere.test");
    MailSweep sweep = new MailSweep(database.dataSource());
    OutboundMail claimed = Claims.of(database.dataSource(), 1, LEASE).getFirst();
    settlements.settle(
        new Settlement(
            claimed, List.of(), Instant.now(), List.of(failed("no")), "550 no", List.of(), false));

    sweep.releasedMails(Duration.ZERO);
    assertThat(database.count("mail")).as("the DSN still quotes it").isEqualTo(1);
    dsns.sent(dsns.claim(1, LEASE).getFirst());
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

  @Test
  void settlesNothingThatAnotherHasClaimedSince() {
    queued("elsewhere.test", "a@remote.test", "x@elsewhere.test");
    OutboundMail lapsed = Claims.of(database.dataSource(), 1, Duration.ZERO).getFirst();
    OutboundMail claimed = Claims.of(database.dataSource(), 1, LEASE).getFirst();
    Settlement giveUp =
        new Settlement(
            lapsed, List.of(), Instant.now(), List.of(failed("no")), "550 no", List.of(), false);
    Settlement wait =
        new Settlement(
            lapsed,
            List.of("x@elsewhere.test"),
            Instant.now(),
            List.of(failed("no")),
            "450 no",
            List.of(),
            false);

    assertThat(settlements.settle(giveUp)).isFalse();
    assertThat(settlements.settle(wait)).isFalse();
    queue.release(List.of(lapsed));

    assertThat(database.count("dsn")).isZero();
    assertThat(database.count("released")).isZero();
    assertThat(Claims.of(database.dataSource(), 1, LEASE)).as("still the other's").isEmpty();
    assertThat(
            settlements.settle(
                new Settlement(
                    claimed, List.of(), Instant.now(), List.of(), "250 Ok", List.of(), false)))
        .isTrue();
  }

  @Test
  void givesPriorityAHeadStartAndNoMore() {
    String[] order = {"old", "high", "plain", "low"};
    prioritised("plain", 0, 60);
    prioritised("high", 9, 0);
    prioritised("low", -9, 65);
    prioritised("old", 0, 2 * 60 * 60);

    List<String> claimed = new ArrayList<>();
    for (int i = 0; i < order.length; i++) {
      claimed.add(Claims.of(database.dataSource(), 1, LEASE).getFirst().destination());
    }

    assertThat(claimed).containsExactly(order);
  }

  private void prioritised(String destination, int priority, int secondsDue) {
    MailId mail = queued(destination, "a@remote.test", "x@elsewhere.test");
    database
        .jdbc()
        .sql(
            "update outbound set priority = ?, due_at = now() - make_interval(secs => ?)"
                + " where mail_id = ?")
        .params(priority, secondsDue, mail.value())
        .update();
  }

  private static DsnReport failed(String words) {
    return DsnReport.own(DsnReport.Action.FAILED, recipient("x@elsewhere.test"), "5.1.1", words);
  }

  private static Recipient recipient(String address) {
    return Recipient.of(EmailAddress.of(address));
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
