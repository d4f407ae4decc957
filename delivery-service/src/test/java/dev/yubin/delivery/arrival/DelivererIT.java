package dev.yubin.delivery.arrival;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yubin.delivery.event.MailEvents;
import dev.yubin.delivery.routing.Router;
import dev.yubin.delivery.worker.Bell;
import dev.yubin.mail.AcceptedMail;
import dev.yubin.mail.Body;
import dev.yubin.mail.DeliverBy;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.Envelope;
import dev.yubin.mail.MailId;
import dev.yubin.mail.MailParameters;
import dev.yubin.mail.MailRecord;
import dev.yubin.mail.OriginalRecipient;
import dev.yubin.mail.Recipient;
import dev.yubin.mail.Recipient.Notify;
import dev.yubin.store.MigratedDatabase;
import dev.yubin.store.account.DirectoryEntries;
import dev.yubin.store.arrival.Arrivals;
import dev.yubin.store.mail.MailContent;
import dev.yubin.store.outbound.OutboundQueue;
import dev.yubin.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Records as Kafka would bring them, stored into a real database.
class DelivererIT {
  private static DataSource dataSource;
  private static Accounts accounts;

  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private long nextOffset;

  @BeforeAll
  static void migrate() {
    dataSource = MigratedDatabase.create().dataSource();
    accounts = new Accounts(dataSource);
    accounts.addDomain("example.test");
    accounts.add("alice@example.test");
    accounts.add("bob@example.test");
  }

  @BeforeEach
  void forget() {
    accounts
        .jdbc()
        .sql("truncate message, mail, mail_chunk, outbound, dsn, consumer_offset, alias, released")
        .update();
  }

  @Test
  void deliversAMailToAllItsRecipientsWithItsOffset() throws Exception {
    Deliverer deliverer = deliverer();
    deliverer.takeOver(Set.of(0));
    deliverer.deliver(
        List.of(
            mail(
                "carol@elsewhere.test",
                "Subject: Hi\r\n\r\nHi.\r\n",
                "alice@example.test",
                "bob@example.test",
                "dave@elsewhere.test",
                "erin@elsewhere.test")));
    assertThat(accounts.messages("alice@example.test"))
        .containsExactly(
            "Return-Path: <carol@elsewhere.test>\r\nDelivered-To: alice@example.test\r\n"
                + "Subject: Hi\r\n\r\nHi.\r\n");
    assertThat(accounts.messages("bob@example.test")).hasSize(1);
    assertThat(outbound())
        .containsExactly("elsewhere.test {dave@elsewhere.test,erin@elsewhere.test}");
    assertThat(deliverer().takeOver(Set.of(0))).containsEntry(0, 1L);
    assertThat(topics()).contains(Topics.MAILBOX_CHANGES, Topics.MAIL_EVENTS);
  }

  @Test
  void storesWhatFetchAsksForWhenTheMailArrives() throws Exception {
    Deliverer deliverer = deliverer();
    deliverer.takeOver(Set.of(0));
    deliverer.deliver(
        List.of(
            mail(
                "carol@elsewhere.test",
                "Date: Tue, 24 Nov 2026 07:00:00 +0100\r\nSubject: Hi\r\n\r\nHi.\r\n",
                "alice@example.test")));
    assertThat(
            accounts
                .jdbc()
                .sql(
                    "select convert_from(header, 'UTF8') || convert_from(body, 'UTF8') ||"
                        + " (sent_at at time zone 'UTC')::text from mail")
                .query(String.class)
                .single())
        .isEqualTo(
            "Date: Tue, 24 Nov 2026 07:00:00 +0100\r\nSubject: Hi\r\n\r\n"
                + "(\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL \"7bit\" 5 1)"
                + "2026-11-24 06:00:00");
  }

  @Test
  void goesOnWhereTheTransactionEndedAfterACrash() throws Exception {
    Deliverer first = deliverer();
    first.takeOver(Set.of(0));
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      records.add(mail("", "Subject: " + i + "\r\n\r\n", "alice@example.test"));
    }
    first.deliver(records.subList(0, 6));
    // The first instance is gone before Kafka heard of anything; the second one reads on.
    Deliverer second = deliverer();
    long next = second.takeOver(Set.of(0)).getOrDefault(0, -1L);
    assertThat(next).isEqualTo(6);
    second.deliver(records.subList((int) next, 10));
    assertThat(accounts.count("alice@example.test")).isEqualTo(10);
  }

  @Test
  void storesNothingOfAZombie() throws Exception {
    Deliverer zombie = deliverer();
    zombie.takeOver(Set.of(0, 1));
    ConsumerRecord<String, byte[]> record = mail("", "Subject: 1\r\n\r\n", "alice@example.test");
    Deliverer heir = deliverer();
    heir.takeOver(Set.of(0));
    assertThatThrownBy(() -> patient(zombie).deliver(List.of(record)))
        .isInstanceOf(FencedException.class);
    assertThat(accounts.count("alice@example.test")).isZero();
    heir.deliver(List.of(record));
    assertThatThrownBy(() -> patient(zombie).deliver(List.of(record)))
        .isInstanceOf(FencedException.class);
    assertThat(accounts.count("alice@example.test")).isEqualTo(1);
  }

  @Test
  void putsTheMailThatSpoilsABatchAside() throws Exception {
    Deliverer deliverer = deliverer();
    deliverer.takeOver(Set.of(0));
    ConsumerRecord<String, byte[]> first = mail("", "Subject: 1\r\n\r\n", "alice@example.test");
    ConsumerRecord<String, byte[]> incomplete =
        record(last(MailId.create(), 3, "Subject: lost\r\n", "bob@example.test"));
    ConsumerRecord<String, byte[]> nonsense =
        new ConsumerRecord<>(
            Topics.MAIL_ACCEPTED, 0, nextOffset++, "no id", "x".getBytes(US_ASCII));
    ConsumerRecord<String, byte[]> last = mail("", "Subject: 2\r\n\r\n", "alice@example.test");
    List<ConsumerRecord<String, byte[]>> records = List.of(first, incomplete, nonsense, last);
    patient(deliverer).deliver(records);
    assertThat(accounts.count("alice@example.test")).isEqualTo(2);
    assertThat(accounts.count("bob@example.test")).isZero();
    assertThat(deadLetters())
        .containsExactlyInAnyOrder(
            incomplete.key()
                + " java.lang.IllegalStateException: Chunk 1 of "
                + incomplete.key()
                + " is missing",
            "no id java.lang.IllegalArgumentException: Invalid UUID string: no id");
    assertThat(deliverer().takeOver(Set.of(0))).containsEntry(0, 4L);
  }

  @Test
  void joinsTheChunksOfAMailAcrossBatches() throws Exception {
    Deliverer deliverer = deliverer();
    deliverer.takeOver(Set.of(0));
    MailId id = MailId.create();
    byte[] content = new byte[AcceptedMail.CHUNK_SIZE];
    Arrays.fill(content, (byte) 'x');
    byte[] header = "Subject: Large\r\n\r\n".getBytes(US_ASCII);
    System.arraycopy(header, 0, content, 0, header.length);
    ConsumerRecord<String, byte[]> one = record(new MailRecord.Chunk(id, 1, content));
    ConsumerRecord<String, byte[]> two =
        record(new MailRecord.Chunk(id, 2, "the end\r\n".getBytes(US_ASCII)));
    deliverer.deliver(List.of(one));
    deliverer.deliver(
        List.of(two, record(last(id, 2, "Received: here\r\n", "alice@example.test"))));
    assertThat(accounts.messages("alice@example.test"))
        .singleElement()
        .satisfies(
            message ->
                assertThat(message)
                    .startsWith(
                        "Return-Path: <>\r\nDelivered-To: alice@example.test\r\n"
                            + "Received: here\r\nSubject: Large\r\n")
                    .endsWith("xthe end\r\n"));
    assertThat(
            accounts
                .jdbc()
                .sql("select convert_from(header, 'UTF8') from mail")
                .query(String.class)
                .single())
        .isEqualTo("Received: here\r\nSubject: Large\r\n\r\n");
  }

  @Test
  void tellsTheSenderOfRecipientsThatAreNotHere() throws Exception {
    Deliverer deliverer = deliverer();
    deliverer.takeOver(Set.of(0));
    deliverer.deliver(
        List.of(
            mail("bob@example.test", "\r\n", "gone@example.test"),
            mail("", "\r\n", "gone@example.test")));
    assertThat(
            accounts
                .jdbc()
                .sql("select reverse_path || ' ' || (failures->0->>'status') from dsn")
                .query(String.class)
                .list())
        .containsExactly("bob@example.test 5.1.1");
  }

  @Test
  void tellsOfWhatTheSenderWantsToHear() throws Exception {
    // RFC 3461 §5.2.3, §5.2.6, §5.2.7
    accounts.addAlias("al@example.test", "alice@example.test");
    accounts.addAlias("both@example.test", "alice@example.test", "dave@elsewhere.test");
    accounts.addAlias("away@example.test", "erin@elsewhere.test");
    Deliverer deliverer = deliverer();
    deliverer.takeOver(Set.of(0));
    deliverer.deliver(
        List.of(
            asking(
                nothing(),
                asked("al@example.test", Notify.SUCCESS),
                asked("both@example.test", Notify.SUCCESS),
                asked("away@example.test", Notify.SUCCESS, Notify.DELAY),
                asked("bob@example.test", Notify.FAILURE),
                asked("gone@example.test", Notify.NEVER))));
    assertThat(reports())
        .containsExactly(
            "al@example.test DELIVERED rfc822;al@example.test",
            "both@example.test EXPANDED rfc822;both@example.test");
    assertThat(
            accounts
                .jdbc()
                .sql("select (parameters->'recipients')::text from outbound")
                .query(String.class)
                .single())
        .isEqualTo(
            "{\"dave@elsewhere.test\": {\"original\": \"rfc822;both@example.test\","
                + " \"notifications\": [\"NEVER\"]},"
                + " \"erin@elsewhere.test\": {\"original\": \"rfc822;away@example.test\","
                + " \"notifications\": [\"SUCCESS\", \"DELAY\"]}}");
  }

  @Test
  void letsGoOfAMailThatReachesNobodyAndWantsNoDsn() throws Exception {
    Deliverer deliverer = deliverer();
    deliverer.takeOver(Set.of(0));
    deliverer.deliver(List.of(asking(nothing(), asked("gone@example.test", Notify.NEVER))));
    assertThat(reports()).isEmpty();
    assertThat(accounts.jdbc().sql("select count(*) from released").query(Integer.class).single())
        .isEqualTo(1);
  }

  @Test
  void returnsAMailThatComesTooLate() throws Exception {
    // RFC 2852 §4.1.3
    Deliverer deliverer = deliverer();
    deliverer.takeOver(Set.of(0));
    DeliverBy late = new DeliverBy(Instant.now().minusSeconds(1), DeliverBy.Mode.RETURN, false);
    deliverer.deliver(
        List.of(
            asking(
                parameters(Optional.of(late), Optional.empty()),
                Recipient.of(EmailAddress.of("alice@example.test")))));
    assertThat(accounts.count("alice@example.test")).isZero();
    assertThat(reports()).containsExactly("alice@example.test FAILED");
  }

  @Test
  void holdsMailForAllUntilItsTime() throws Exception {
    // RFC 4865 §4.2
    Deliverer deliverer = deliverer();
    deliverer.takeOver(Set.of(0));
    deliverer.deliver(
        List.of(
            asking(
                parameters(Optional.empty(), Optional.of(Instant.now().plusSeconds(3600))),
                asked("alice@example.test", Notify.SUCCESS),
                Recipient.of(EmailAddress.of("dave@elsewhere.test")))));
    HeldMails held = heldMails();
    held.round();
    assertThat(accounts.count("alice@example.test")).isZero();
    assertThat(outbound()).containsExactly(" {alice@example.test,dave@elsewhere.test}");

    accounts.jdbc().sql("update outbound set due_at = now()").update();
    held.round();
    held.round();

    assertThat(accounts.messages("alice@example.test"))
        .containsExactly(
            "Return-Path: <carol@elsewhere.test>\r\nDelivered-To: alice@example.test\r\n"
                + "Subject: Hi\r\n\r\nHi.\r\n");
    assertThat(outbound()).containsExactly("elsewhere.test {dave@elsewhere.test}");
    assertThat(reports()).containsExactly("alice@example.test DELIVERED rfc822;alice@example.test");
    assertThat(topics()).contains(Topics.MAILBOX_CHANGES);
  }

  private HeldMails heldMails() {
    MailEvents events = new MailEvents(producer, new SimpleMeterRegistry());
    return new HeldMails(
        new OutboundQueue(dataSource),
        new Arrivals(dataSource),
        routing(new MailContent(dataSource)),
        new Aftermath(events, new Bell(), new Bell()));
  }

  private ConsumerRecord<String, byte[]> asking(MailParameters parameters, Recipient... to) {
    Envelope envelope =
        new Envelope(Optional.of(EmailAddress.of("carol@elsewhere.test")), parameters, List.of(to));
    byte[] octets = "Subject: Hi\r\n\r\nHi.\r\n".getBytes(UTF_8);
    AcceptedMail mail =
        new AcceptedMail(MailId.create(), envelope, Suite.ingress(), 0, octets.length);
    return record(new MailRecord.Last(mail, octets));
  }

  private static Recipient asked(String address, Notify... notify) {
    return new Recipient(
        EmailAddress.of(address),
        Set.of(notify),
        Optional.of(new OriginalRecipient("rfc822", address)));
  }

  private static MailParameters nothing() {
    return MailParameters.of(Body.SEVEN_BIT, false);
  }

  private static MailParameters parameters(Optional<DeliverBy> by, Optional<Instant> heldUntil) {
    return new MailParameters(
        Body.SEVEN_BIT, false, Optional.empty(), Optional.empty(), false, by, heldUntil, 0);
  }

  private static List<String> reports() {
    return accounts
        .jdbc()
        .sql(
            """
            select concat_ws(' ', r->>'recipient', r->>'action', r->>'original')
            from dsn, jsonb_array_elements(failures) r order by dsn.id
            """)
        .query((row, n) -> row.getString(1))
        .list();
  }

  private Deliverer deliverer() {
    MailContent content = new MailContent(dataSource);
    MailEvents events = new MailEvents(producer, new SimpleMeterRegistry());
    return new Deliverer(
        new Arrivals(dataSource),
        routing(content),
        new DeadLetters(producer),
        new Aftermath(events, new Bell(), new Bell()));
  }

  private static MailRouting routing(MailContent content) {
    return new MailRouting(
        new Router(new DirectoryEntries(dataSource)::of), content, InstantSource.system());
  }

  private static PatientDeliverer patient(Deliverer deliverer) {
    return new PatientDeliverer(deliverer, new DatabaseProbe(dataSource)::answers);
  }

  private ConsumerRecord<String, byte[]> mail(String from, String mail, String... to) {
    return record(last(from, MailId.create(), 0, mail, to));
  }

  private static MailRecord.Last last(MailId id, int chunks, String octets, String... to) {
    return last("", id, chunks, octets, to);
  }

  private static MailRecord.Last last(
      String from, MailId id, int chunks, String octets, String... to) {
    Envelope envelope =
        new Envelope(
            Optional.of(from).filter(f -> !f.isEmpty()).map(EmailAddress::of),
            MailParameters.of(Body.SEVEN_BIT, false),
            Arrays.stream(to).map(EmailAddress::of).map(Recipient::of).toList());
    byte[] chunkZero = octets.getBytes(UTF_8);
    return new MailRecord.Last(
        new AcceptedMail(id, envelope, Suite.ingress(), chunks, chunkZero.length), chunkZero);
  }

  private ConsumerRecord<String, byte[]> record(MailRecord mail) {
    Headers headers = mail.headers();
    return new ConsumerRecord<>(
        Topics.MAIL_ACCEPTED,
        0,
        nextOffset++,
        0,
        TimestampType.CREATE_TIME,
        0,
        0,
        mail.id().toString(),
        mail.octets(),
        new RecordHeaders(headers.toArray()),
        Optional.empty());
  }

  private static List<String> outbound() {
    return accounts
        .jdbc()
        .sql("select destination || ' ' || recipients::text from outbound")
        .query((row, n) -> row.getString(1))
        .list();
  }

  private List<String> topics() {
    return producer.history().stream().map(ProducerRecord::topic).toList();
  }

  private List<String> deadLetters() {
    return producer.history().stream()
        .filter(record -> record.topic().equals(Topics.MAIL_ACCEPTED_DLT))
        .map(
            record ->
                record.key()
                    + " "
                    + new String(record.headers().lastHeader(DeadLetters.REASON).value(), UTF_8))
        .toList();
  }
}
