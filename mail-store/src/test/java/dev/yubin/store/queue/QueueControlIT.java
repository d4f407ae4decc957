package dev.yubin.store.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.yubin.mail.MailId;
import dev.yubin.store.MigratedDatabase;
import dev.yubin.store.Page;
import dev.yubin.store.outbound.Claims;
import dev.yubin.store.outbound.DsnQueue;
import dev.yubin.store.outbound.DsnReport;
import dev.yubin.store.outbound.OutboundMail;
import dev.yubin.store.outbound.OutboundQueue;
import dev.yubin.store.outbound.PendingDsn;
import dev.yubin.store.outbound.Settlement;
import dev.yubin.store.outbound.Settlements;
import dev.yubin.store.queue.QueueEntry.State;
import dev.yubin.store.trace.TraceStep;
import dev.yubin.store.trace.Traces;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class QueueControlIT {
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Actor ADMIN = new Actor("admin", "192.0.2.1");

  private final MigratedDatabase database = MigratedDatabase.create();
  private final OutboundQueue queue = new OutboundQueue(database.dataSource());
  private final Settlements settlements = new Settlements(database.dataSource());
  private final QueueEntries entries = new QueueEntries(database.dataSource());
  private final QueueControl control = new QueueControl(database.dataSource());
  private final QueueFlush flush = new QueueFlush(database.dataSource());
  private final Traces traces = new Traces(database.dataSource());

  @Test
  void claimsNothingThatIsHeldUntilItIsReleased() {
    long id = queued("elsewhere.test", "x@elsewhere.test");

    assertThat(control.hold(id, ADMIN)).isInstanceOf(Act.Done.class);

    assertThat(state(id)).isEqualTo(State.HELD);
    assertThat(Claims.of(database.dataSource(), 10, LEASE)).isEmpty();
    assertThat(control.retry(id, ADMIN)).isInstanceOf(Act.Unfit.class);
    assertThat(control.release(id, ADMIN)).isInstanceOf(Act.Done.class);
    assertThat(Claims.of(database.dataSource(), 10, LEASE)).hasSize(1);
  }

  @Test
  void touchesNothingThatAnAttemptHas() {
    long id = queued("elsewhere.test", "x@elsewhere.test", "y@elsewhere.test");
    OutboundMail claimed = Claims.of(database.dataSource(), 1, LEASE).getFirst();

    assertThat(everyAct(id)).allMatch(Act.InFlight.class::isInstance);
    settle(claimed, true, "y@elsewhere.test");
    assertThat(everyAct(id))
        .as("one recipient is settled")
        .allMatch(Act.InFlight.class::isInstance);
    assertThat(flush.run("elsewhere.test", ADMIN)).isZero();
    assertThat(state(id)).isEqualTo(State.ATTEMPTING);
    settle(claimed, false, "y@elsewhere.test");

    assertThat(state(id)).isEqualTo(State.DEFERRED);
    assertThat(control.hold(id, ADMIN)).isInstanceOf(Act.Done.class);
  }

  @Test
  void actsOnceTheLeaseIsOverAndTheLateAttemptSettlesNothing() {
    long id = queued("elsewhere.test", "x@elsewhere.test");
    OutboundMail late = Claims.of(database.dataSource(), 1, Duration.ZERO).getFirst();

    assertThat(control.hold(id, ADMIN)).isInstanceOf(Act.Done.class);

    assertThat(settle(late, false, "x@elsewhere.test")).isFalse();
    queue.renew(List.of(id), LEASE);
    assertThat(state(id)).isEqualTo(State.HELD);
  }

  @Test
  void letsEitherAClaimOrTheDeletionHaveAMail() throws Exception {
    try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 50; round++) {
        long id = queued("elsewhere.test", "x@elsewhere.test");
        CyclicBarrier start = new CyclicBarrier(2);
        Future<Act> deletion = both.submit(after(start, () -> control.delete(id, ADMIN)));
        Future<List<OutboundMail>> claim =
            both.submit(after(start, () -> Claims.of(database.dataSource(), 1, LEASE)));

        boolean deleted = deletion.get() instanceof Act.Done;

        assertThat(claim.get()).hasSize(deleted ? 0 : 1);
        assertThat(entries.find(id).isPresent()).isNotEqualTo(deleted);
        database.jdbc().sql("delete from outbound").update();
      }
    }
  }

  @Test
  void deletesAMailAndTellsNobody() {
    long id = queued("elsewhere.test", "x@elsewhere.test");
    MailId mail = entries.find(id).orElseThrow().mail();

    assertThat(control.delete(id, ADMIN))
        .isEqualTo(new Act.Done(mail, List.of("x@elsewhere.test")));

    assertThat(entries.find(id)).isEmpty();
    assertThat(database.count("dsn")).isZero();
    assertThat(database.count("released")).isEqualTo(1);
    assertThat(traces.of(mail))
        .extracting(traced -> traced.step().kind())
        .containsExactly(TraceStep.Kind.DELETED);
    assertThat(control.delete(id, ADMIN)).isEqualTo(new Act.NoSuchEntry());
  }

  @Test
  void bouncesInThePostmastersWords() {
    long id = queued("elsewhere.test", "x@elsewhere.test");

    control.bounce(id, "5.7.1", "Not from here", ADMIN);

    PendingDsn dsn = new DsnQueue(database.dataSource()).claim(1, LEASE).getFirst();
    assertThat(dsn.reversePath()).isEqualTo("a@remote.test");
    assertThat(dsn.reports())
        .extracting(DsnReport::recipient, DsnReport::status, DsnReport::diagnostic)
        .containsExactly(tuple("x@elsewhere.test", "5.7.1", "Not from here"));
    assertThat(entries.find(id)).isEmpty();
  }

  @Test
  void tellsNobodyWhoWantsToHearNothing() {
    // RFC 3461 §4.1
    long id = queued("elsewhere.test", "x@elsewhere.test");
    database
        .jdbc()
        .sql(
            "update outbound set parameters = '{\"recipients\":"
                + "{\"x@elsewhere.test\":{\"notifications\":[\"NEVER\"]}}}'")
        .update();

    control.bounce(id, "5.7.1", "Not from here", ADMIN);

    assertThat(database.count("dsn")).isZero();
    assertThat(database.count("outbound")).isZero();
  }

  @Test
  void sendsAMailToOtherHosts() {
    long id = queued("elsewhere.test", "x@elsewhere.test");
    queue.release(Claims.of(database.dataSource(), 1, LEASE));

    control.redirect(id, "backup.test", ADMIN);

    assertThat(Claims.of(database.dataSource(), 1, LEASE).getFirst())
        .extracting(OutboundMail::destination, mail -> mail.recipients().size())
        .containsExactly("backup.test", 1);
  }

  @Test
  void flushesOneDestinationButWhatIsHeld() {
    long deferred = queued("elsewhere.test", "x@elsewhere.test");
    long held = queued("elsewhere.test", "x@elsewhere.test");
    long other = queued("other.test", "x@other.test");
    database.jdbc().sql("update outbound set due_at = now() + interval '1 hour'").update();
    control.hold(held, ADMIN);

    assertThat(flush.run("elsewhere.test", ADMIN)).isEqualTo(1);

    assertThat(List.of(state(deferred), state(held), state(other)))
        .containsExactly(State.DUE, State.HELD, State.DEFERRED);
  }

  @Test
  void listsByEachFilterPageByPage() {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(queued("d" + i % 2 + ".test", "X" + i + "@d.test"));
    }
    database
        .jdbc()
        .sql("update outbound set queued_at = now() - interval '2 hours' where id = ?")
        .param(ids.getFirst())
        .update();
    control.hold(ids.get(1), ADMIN);

    Page<QueueEntry> first = entries.list(QueueFilter.ALL, 0, 2);
    assertThat(first.more()).isTrue();
    assertThat(first.items()).extracting(QueueEntry::id).isEqualTo(ids.subList(0, 2));
    assertThat(entries.list(QueueFilter.ALL, ids.get(1), 10).items())
        .extracting(QueueEntry::id)
        .isEqualTo(ids.subList(2, 5));

    assertThat(found(new QueueFilter(null, "d1.test", null, null, null, null)))
        .containsExactly(ids.get(1), ids.get(3));
    assertThat(found(new QueueFilter(null, null, "A@Remote.test", null, null, null))).hasSize(5);
    assertThat(found(new QueueFilter(null, null, "@remote.test", null, null, null))).hasSize(5);
    assertThat(found(new QueueFilter(null, null, "@%", null, null, null))).isEmpty();
    assertThat(found(new QueueFilter(null, null, null, "x3@D.test", null, null)))
        .containsExactly(ids.get(3));
    assertThat(found(new QueueFilter(null, null, null, null, State.HELD, null)))
        .containsExactly(ids.get(1));
    assertThat(found(new QueueFilter(null, null, null, null, null, Duration.ofHours(1))))
        .containsExactly(ids.getFirst());
    MailId mail = first.items().getFirst().mail();
    assertThat(found(new QueueFilter(mail, null, null, null, null, null)))
        .containsExactly(ids.getFirst());
  }

  @Test
  void countsByStateAgeAndDestination() {
    queued("a.test", "x@a.test");
    queued("a.test", "x@a.test");
    control.hold(queued("b.test", "x@b.test"), ADMIN);
    QueueSample sample = new QueueSample(database.dataSource());

    assertThat(sample.groups().estimated()).isFalse();
    assertThat(sample.groups().counts())
        .containsExactlyInAnyOrder(
            new QueueSample.Group(State.DUE, QueueSample.Age.HOUR, 2),
            new QueueSample.Group(State.HELD, QueueSample.Age.HOUR, 1));
    assertThat(sample.destinations(1).counts())
        .extracting(QueueSample.Destination::destination, QueueSample.Destination::mails)
        .containsExactly(tuple("a.test", 2L));
  }

  @Test
  void keepsTheLastAttemptsOfARecipient() {
    long id = queued("elsewhere.test", "x@elsewhere.test");
    MailId mail = entries.find(id).orElseThrow().mail();
    for (int i = 0; i < 25; i++) {
      settle(Claims.of(database.dataSource(), 1, LEASE).getFirst(), false, "x@elsewhere.test");
      control.retry(id, ADMIN);
    }

    assertThat(traces.of(mail)).hasSize(20).last().extracting("attempt").isEqualTo(25);
  }

  @Test
  void tellsWhoDidWhat() {
    long id = queued("elsewhere.test", "x@elsewhere.test");
    MailId mail = entries.find(id).orElseThrow().mail();
    control.hold(id, ADMIN);
    control.bounce(id, "5.7.1", "Not from here", ADMIN);
    control.delete(id, ADMIN);

    assertThat(new Audit(database.dataSource()).list(Long.MAX_VALUE, 10).items())
        .extracting(AuditEntry::actor, AuditEntry::client, AuditEntry::action, AuditEntry::detail)
        .containsExactly(
            tuple("admin", "192.0.2.1", "bounce", "mail=" + mail + " 5.7.1 Not from here"),
            tuple("admin", "192.0.2.1", "hold", "mail=" + mail));
  }

  private List<Act> everyAct(long id) {
    return List.of(
        control.retry(id, ADMIN),
        control.hold(id, ADMIN),
        control.release(id, ADMIN),
        control.redirect(id, "other.test", ADMIN),
        control.bounce(id, "5.7.1", "no", ADMIN),
        control.delete(id, ADMIN));
  }

  private boolean settle(OutboundMail claimed, boolean goesOn, String... deferred) {
    List<TraceStep> steps =
        List.of(
            new TraceStep(
                TraceStep.Kind.DEFERRED,
                deferred[0],
                "mx.test",
                null,
                null,
                "4.2.0",
                "450 4.2.0 Wait"));
    return settlements.settle(
        new Settlement(
            claimed,
            List.of(deferred),
            Instant.now().plus(LEASE),
            List.of(),
            "450 4.2.0 Wait",
            steps,
            goesOn));
  }

  private static <T> Callable<T> after(CyclicBarrier start, Callable<T> then) {
    return () -> {
      start.await();
      return then.call();
    };
  }

  private State state(long id) {
    return entries.find(id).orElseThrow().state();
  }

  private List<Long> found(QueueFilter filter) {
    return entries.list(filter, 0, 100).items().stream().map(QueueEntry::id).toList();
  }

  private long queued(String destination, String... recipients) {
    MailId mail = MailId.create();
    database
        .jdbc()
        .sql("insert into mail (id, size, first_chunk_size) values (?, 1, 1)")
        .param(mail.value())
        .update();
    return database
        .jdbc()
        .sql(
            """
            insert into outbound (mail_id, destination, reverse_path, recipients, smtputf8)
            values (?, ?, 'a@remote.test', ?, false) returning id
            """)
        .params(mail.value(), destination, recipients)
        .query(Long.class)
        .single();
  }
}
