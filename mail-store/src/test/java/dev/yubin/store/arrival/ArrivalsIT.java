package dev.yubin.store.arrival;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yubin.mail.AcceptedMail;
import dev.yubin.mail.Body;
import dev.yubin.mail.DeliverBy;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.Envelope;
import dev.yubin.mail.Hold;
import dev.yubin.mail.Ingress;
import dev.yubin.mail.MailId;
import dev.yubin.mail.MailParameters;
import dev.yubin.mail.MailRecord;
import dev.yubin.mail.OriginalRecipient;
import dev.yubin.mail.Recipient;
import dev.yubin.mail.Recipient.Notify;
import dev.yubin.store.MigratedDatabase;
import dev.yubin.store.arrival.ArrivalBatch.Span;
import dev.yubin.store.arrival.Dispatch.Local;
import dev.yubin.store.arrival.Dispatch.Remote;
import dev.yubin.store.mail.MailContent;
import dev.yubin.store.outbound.Claims;
import dev.yubin.store.outbound.DsnReport;
import dev.yubin.store.outbound.DsnReport.Action;
import dev.yubin.store.outbound.OutboundMail;
import dev.yubin.store.outbound.OutboundQueue;
import dev.yubin.store.trace.TraceStep;
import dev.yubin.store.trace.Traces;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class ArrivalsIT {
  private static final String TOPIC = "mails";
  private static final byte[] PREFIX = "Delivered-To: somebody\r\n".getBytes(US_ASCII);

  private static final byte[] CONTENT = "Subject: hi\r\n\r\n".getBytes(US_ASCII);
  private static final byte[] WIRE = "(NIL)".getBytes(US_ASCII);
  private static final Structure STRUCTURE =
      new Structure(null, WIRE, WIRE, WIRE, WIRE, Optional.of(Instant.EPOCH), List.of());

  private final MigratedDatabase database = MigratedDatabase.create();
  private final Arrivals arrivals = new Arrivals(database.dataSource());
  private final UUID me = UUID.randomUUID();
  private long alice;
  private long bob;

  @BeforeEach
  void readPartitionZero() {
    alice = database.account("alice@example.test");
    bob = database.account("bob@example.test");
    assertThat(arrivals.takeOver(TOPIC, List.of(0), me)).isEqualTo(Map.of(0, 0L));
  }

  @Test
  void storesOneMailForManyRecipientsWithTheOffset() throws IOException {
    Arrival arrival = arrival(MailId.create(), alice, bob);

    StoreOutcome outcome = arrivals.store(batch(0, 3, arrival));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            StoreOutcome.Stored.class, stored -> assertThat(stored.changed()).hasSize(2));
    assertThat(database.count("mail")).isEqualTo(1);
    assertThat(database.count("mail_chunk")).isEqualTo(1);
    assertThat(database.count("message")).isEqualTo(2);
    assertThat(arrivals.takeOver(TOPIC, List.of(0), UUID.randomUUID())).isEqualTo(Map.of(0, 3L));
    try (var content = new MailContent(database.dataSource()).open(arrival.mail().id())) {
      assertThat(content.readAllBytes()).isEqualTo(arrival.chunkZero());
    }
  }

  @Test
  void tracesWhatArrivesByMessageIdAndAddress() {
    Traces traces = new Traces(database.dataSource());
    byte[] content = "Message-ID:\r\n <1@Remote.test>\r\n\r\n".getBytes(US_ASCII);
    Arrival small = arrival(MailId.create(), alice);
    Arrival arrival = new Arrival(small.mail(), content, small.structure(), small.dispatch());

    arrivals.store(batch(0, 1, arrival));

    MailId mail = arrival.mail().id();
    assertThat(traces.byMessageId("1@Remote.test", 10)).containsExactly(mail);
    assertThat(traces.byAddress("ALICE@example.test", 10)).containsExactly(mail);
    assertThat(traces.of(mail))
        .extracting(traced -> traced.step().kind())
        .containsExactly(TraceStep.Kind.ACCEPTED, TraceStep.Kind.DELIVERED);
    assertThat(traces.sweep(Duration.ofDays(-1))).isEqualTo(2);
    assertThat(traces.knows(mail)).isFalse();
  }

  @Test
  void findsTheMessageIdOfAMailOfManyChunks() {
    AcceptedMail one = arrival(MailId.create(), alice).mail();
    AcceptedMail mail = new AcceptedMail(one.id(), one.envelope(), one.ingress(), 1, 100);
    Arrival arrival =
        new Arrival(
            mail,
            "Received: x\r\n".getBytes(US_ASCII),
            Optional.of(STRUCTURE),
            Optional.of(
                new Dispatch(
                    mail, List.of(new Local(alice, PREFIX)), List.of(), List.of(), List.of())));
    byte[] content = "Message-ID: <2@remote.test>\r\n\r\n".getBytes(US_ASCII);

    arrivals.store(
        new ArrivalBatch(
            me,
            TOPIC,
            List.of(new Span(0, 0, 2)),
            List.of(new MailRecord.Chunk(mail.id(), 1, content)),
            List.of(arrival)));

    assertThat(new Traces(database.dataSource()).byMessageId("2@remote.test", 1))
        .containsExactly(mail.id());
  }

  @Test
  void givesUidsInTheOrderOfArrival() {
    List<Arrival> sent = Stream.generate(() -> arrival(MailId.create(), alice)).limit(3).toList();

    arrivals.store(batch(0, 2, sent.get(0), sent.get(1)));
    arrivals.store(batch(2, 3, sent.get(2)));

    assertThat(sent).extracting(this::uid).containsExactly(1L, 2L, 3L);
    assertThat(
            database
                .jdbc()
                .sql("select uid_next from mailbox where account_id = ?")
                .param(alice)
                .query(Long.class)
                .single())
        .isEqualTo(4);
  }

  @Test
  void storesNothingForAnInstanceThatLostItsPartition() {
    arrivals.takeOver(TOPIC, List.of(0), UUID.randomUUID());

    StoreOutcome outcome = arrivals.store(batch(0, 1, arrival(MailId.create(), alice)));

    assertThat(outcome).isEqualTo(new StoreOutcome.Fenced());
    assertThat(database.count("mail")).isZero();
  }

  @Test
  void storesNothingTwiceWhenABatchIsRepeated() {
    ArrivalBatch batch = batch(0, 1, arrival(MailId.create(), alice));
    arrivals.store(batch);

    assertThat(arrivals.store(batch)).isEqualTo(new StoreOutcome.Fenced());
    assertThat(database.count("message")).isEqualTo(1);
  }

  @Test
  void passesOverAMailThatIsThereAlready() {
    MailId derived = MailId.create().derive("dsn 1");
    arrivals.store(batch(0, 1, arrival(derived, alice)));

    StoreOutcome outcome =
        arrivals.store(batch(1, 3, arrival(derived, alice), arrival(MailId.create(), bob)));

    assertThat(outcome).isInstanceOf(StoreOutcome.Stored.class);
    assertThat(database.count("message")).isEqualTo(2);
  }

  @Test
  void storesNothingWhenAnAccountIsGone() {
    StoreOutcome outcome = arrivals.store(batch(0, 1, arrival(MailId.create(), alice, 4711)));

    assertThat(outcome).isEqualTo(new StoreOutcome.AccountGone());
    assertThat(database.count("message")).isZero();
    assertThat(arrivals.takeOver(TOPIC, List.of(0), me)).isEqualTo(Map.of(0, 0L));
  }

  @Test
  void storesNothingWhenOneRowIsRefused() {
    MailId id = MailId.create();
    // It has the place of the mail's own first chunk.
    MailRecord.Chunk chunk = new MailRecord.Chunk(id, 0, new byte[] {1});
    ArrivalBatch poisoned =
        new ArrivalBatch(
            me, TOPIC, List.of(new Span(0, 0, 9)), List.of(chunk), List.of(arrival(id, alice)));

    assertThatThrownBy(() -> arrivals.store(poisoned)).isInstanceOf(DataAccessException.class);

    assertThat(database.count("mail")).isZero();
    assertThat(arrivals.takeOver(TOPIC, List.of(0), me)).isEqualTo(Map.of(0, 0L));
  }

  @Test
  void keepsChunksThatComeBeforeTheirMail() throws IOException {
    MailId id = MailId.create();
    byte[] content = new byte[AcceptedMail.CHUNK_SIZE];
    arrivals.store(
        new ArrivalBatch(
            me,
            TOPIC,
            List.of(new Span(0, 0, 1)),
            List.of(new MailRecord.Chunk(id, 1, content)),
            List.of()));

    arrivals.store(batch(1, 2, arrival(id, alice)));

    try (var stored = new MailContent(database.dataSource()).open(id)) {
      assertThat(stored.readAllBytes()).hasSize("Subject: hi\r\n\r\n".length() + content.length);
    }
  }

  @Test
  void queuesRemoteRecipientsAndDsns() {
    AcceptedMail mail = accepted(MailId.create());
    Arrival arrival =
        arrival(
            new Dispatch(
                mail,
                List.of(),
                List.of(
                    new Remote(
                        "elsewhere.test",
                        "carol@elsewhere.test",
                        List.of(recipient("x@elsewhere.test"), recipient("y@elsewhere.test")))),
                List.of(
                    DsnReport.own(
                        Action.FAILED, recipient("nobody@example.test"), "5.1.1", "No such user")),
                List.of()));

    arrivals.store(batch(0, 1, arrival));

    assertThat(
            database
                .jdbc()
                .sql("select array_to_string(recipients, ' ') from outbound")
                .query(String.class)
                .single())
        .isEqualTo("x@elsewhere.test y@elsewhere.test");
    assertThat(database.count("dsn")).isEqualTo(1);
  }

  @Test
  void letsAHeldMailIntoItsMailboxesOnce() {
    OutboundQueue queue = new OutboundQueue(database.dataSource());
    Instant past = Instant.now().minusSeconds(1);
    AcceptedMail mail = accepted(MailId.create(), heldUntil(past));
    arrivals.store(
        batch(0, 1, new Arrival(mail, CONTENT, Optional.of(STRUCTURE), Optional.empty())));
    assertThat(database.count("message")).isZero();
    OutboundMail late = queue.claimHeld(10, Duration.ZERO).getFirst();
    OutboundMail held = queue.claimHeld(10, Duration.ofMinutes(5)).getFirst();
    Dispatch dispatch =
        new Dispatch(mail, List.of(new Local(alice, PREFIX)), List.of(), List.of(), List.of());

    assertThat(arrivals.release(late, dispatch)).isEqualTo(new StoreOutcome.Fenced());
    assertThat(
            arrivals.release(
                held,
                new Dispatch(
                    mail, List.of(new Local(4711, PREFIX)), List.of(), List.of(), List.of())))
        .isEqualTo(new StoreOutcome.AccountGone());
    assertThat(arrivals.release(held, dispatch)).isInstanceOf(StoreOutcome.Stored.class);
    assertThat(arrivals.release(held, dispatch)).isEqualTo(new StoreOutcome.Fenced());

    assertThat(database.count("message")).isEqualTo(1);
    assertThat(database.count("outbound")).isZero();
  }

  @Test
  void holdsAMailUntilItsTime() {
    OutboundQueue queue = new OutboundQueue(database.dataSource());
    AcceptedMail mail = accepted(MailId.create(), heldUntil(Instant.now().plusSeconds(3600)));

    arrivals.store(
        batch(0, 1, new Arrival(mail, CONTENT, Optional.of(STRUCTURE), Optional.empty())));

    assertThat(queue.claimHeld(10, Duration.ZERO)).isEmpty();
    database.jdbc().sql("update outbound set due_at = now()").update();
    assertThat(Claims.of(database.dataSource(), 10, Duration.ZERO)).isEmpty();
    assertThat(queue.claimHeld(10, Duration.ZERO))
        .singleElement()
        .satisfies(
            held -> {
              assertThat(held.recipients()).isEqualTo(mail.envelope().recipients());
              assertThat(held.reversePath()).isEqualTo("a@remote.test");
            });
  }

  @Test
  void writesNothingMoreForMailThatAsksForNothing() {
    Dispatch plain = remote(accepted(MailId.create()), recipient("x@elsewhere.test"));
    MailParameters asked =
        new MailParameters(
            Body.BINARY_MIME,
            true,
            Optional.of("QQ314159"),
            Optional.of(MailParameters.Returned.HDRS),
            true,
            Optional.of(new DeliverBy(Instant.EPOCH, DeliverBy.Mode.RETURN, true)),
            Optional.empty(),
            4);
    Recipient demanding =
        new Recipient(
            EmailAddress.of("y@elsewhere.test"),
            Set.of(Notify.SUCCESS, Notify.DELAY),
            Optional.of(new OriginalRecipient("rfc822", "why@example.test")));

    arrivals.store(
        batch(0, 1, arrival(plain), arrival(remote(accepted(MailId.create(), asked), demanding))));

    assertThat(
            database
                .jdbc()
                .sql("select count(*) from outbound where parameters is null and priority = 0")
                .query(Integer.class)
                .single())
        .isOne();
    OutboundMail claimed = Claims.of(database.dataSource(), 1, Duration.ZERO).getFirst();
    assertThat(claimed.parameters()).isEqualTo(asked);
    assertThat(claimed.recipients()).containsExactly(demanding);
  }

  private static Dispatch remote(AcceptedMail mail, Recipient recipient) {
    return new Dispatch(
        mail,
        List.of(),
        List.of(new Remote("elsewhere.test", "carol@elsewhere.test", List.of(recipient))),
        List.of(),
        List.of());
  }

  private static MailParameters heldUntil(Instant time) {
    return new MailParameters(
        Body.SEVEN_BIT,
        false,
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.of(Hold.until(time)),
        0);
  }

  private long uid(Arrival arrival) {
    return database
        .jdbc()
        .sql("select uid from message where mail_id = ?")
        .param(arrival.mail().id().value())
        .query(Long.class)
        .single();
  }

  private ArrivalBatch batch(long from, long next, Arrival... mails) {
    return new ArrivalBatch(me, TOPIC, List.of(new Span(0, from, next)), List.of(), List.of(mails));
  }

  private static Arrival arrival(MailId id, long... accounts) {
    return arrival(
        new Dispatch(
            accepted(id),
            Arrays.stream(accounts).mapToObj(a -> new Local(a, PREFIX)).toList(),
            List.of(),
            List.of(),
            List.of(TraceStep.own(TraceStep.Kind.DELIVERED, "Alice@example.test", ""))));
  }

  private static Arrival arrival(Dispatch dispatch) {
    return new Arrival(dispatch.mail(), CONTENT, Optional.of(STRUCTURE), Optional.of(dispatch));
  }

  private static Recipient recipient(String address) {
    return Recipient.of(EmailAddress.of(address));
  }

  private static AcceptedMail accepted(MailId id) {
    return accepted(id, MailParameters.of(Body.SEVEN_BIT, false));
  }

  private static AcceptedMail accepted(MailId id, MailParameters parameters) {
    return new AcceptedMail(
        id,
        new Envelope(
            Optional.of(EmailAddress.of("a@remote.test")),
            parameters,
            List.of(recipient("alice@example.test"))),
        new Ingress(Instant.now(), "127.0.0.1", "client.test", "ESMTP", Optional.empty()),
        0,
        15);
  }
}
