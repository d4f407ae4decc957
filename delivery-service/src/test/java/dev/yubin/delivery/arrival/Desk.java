package dev.yubin.delivery.arrival;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.delivery.event.MailEvents;
import dev.yubin.delivery.routing.Router;
import dev.yubin.delivery.routing.StoredDirectory;
import dev.yubin.delivery.worker.Bell;
import dev.yubin.directory.AddressMatching;
import dev.yubin.event.EventTopic;
import dev.yubin.mail.AcceptedMail;
import dev.yubin.mail.Body;
import dev.yubin.mail.DeliverBy;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.Envelope;
import dev.yubin.mail.Hold;
import dev.yubin.mail.MailId;
import dev.yubin.mail.MailParameters;
import dev.yubin.mail.MailRecord;
import dev.yubin.mail.OriginalRecipient;
import dev.yubin.mail.Recipient;
import dev.yubin.mail.Recipient.Notify;
import dev.yubin.srs.SenderRewriting;
import dev.yubin.store.MigratedDatabase;
import dev.yubin.store.account.DirectoryEntries;
import dev.yubin.store.arrival.Arrivals;
import dev.yubin.store.mail.MailContent;
import dev.yubin.store.mail.MailSweep;
import dev.yubin.store.outbound.OutboundQueue;
import dev.yubin.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

/// A deliverer's desk: a real database, and records as Kafka would bring them.
final class Desk {
  static final SenderRewriting REWRITING =
      new SenderRewriting("secret", Duration.ofDays(21), InstantSource.system());

  private final DataSource dataSource = MigratedDatabase.create().dataSource();
  private final Accounts accounts = new Accounts(dataSource);
  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private long nextOffset;

  Desk() {
    accounts.addDomain("example.test");
    accounts.add("alice@example.test");
    accounts.add("bob@example.test");
  }

  /// Everything but the accounts.
  void clear() {
    producer.clear();
    nextOffset = 0;
    accounts
        .jdbc()
        .sql(
            "truncate message, mail, mail_chunk, outbound, dsn, consumer_offset, alias, released,"
                + " dead_letter")
        .update();
    accounts.jdbc().sql("update mailbox set octets = 0, messages = 0").update();
    accounts.jdbc().sql("update account set quota_bytes = null, quota_messages = null").update();
  }

  Accounts accounts() {
    return accounts;
  }

  /// PostgreSQL ends the session of whoever next inserts a message; a sequence knows of it
  /// though the transaction is undone.
  void cutNextConnectionThatStores() {
    accounts.jdbc().sql("create sequence cuts").update();
    accounts
        .jdbc()
        .sql(
            """
            create function cut() returns trigger language plpgsql as $$
            begin
              if nextval('cuts') = 1 then
                perform pg_terminate_backend(pg_backend_pid());
              end if;
              return new;
            end $$
            """)
        .update();
    accounts
        .jdbc()
        .sql("create trigger cut before insert on message for each row execute function cut()")
        .update();
  }

  long nextOffset() {
    return nextOffset++;
  }

  HeldMails heldMails() {
    MailEvents events =
        new MailEvents(new EventTopic(producer), producer, new SimpleMeterRegistry());
    return new HeldMails(
        new OutboundQueue(dataSource),
        new Arrivals(dataSource),
        routing(new MailContent(dataSource)),
        new Aftermath(events, new Bell(), new Bell()));
  }

  ConsumerRecord<String, byte[]> asking(MailParameters parameters, Recipient... to) {
    Envelope envelope =
        new Envelope(Optional.of(EmailAddress.of("carol@elsewhere.test")), parameters, List.of(to));
    byte[] octets = "Subject: Hi\r\n\r\nHi.\r\n".getBytes(UTF_8);
    AcceptedMail mail =
        new AcceptedMail(MailId.create(), envelope, Suite.ingress(), 0, octets.length);
    return record(new MailRecord.Last(mail, octets));
  }

  static Recipient asked(String address, Notify... notify) {
    return new Recipient(
        EmailAddress.of(address),
        Set.of(notify),
        Optional.of(new OriginalRecipient("rfc822", address)));
  }

  static MailParameters nothing() {
    return MailParameters.of(Body.SEVEN_BIT, false);
  }

  static MailParameters parameters(Optional<DeliverBy> by, Optional<Instant> heldUntil) {
    return new MailParameters(
        Body.SEVEN_BIT,
        false,
        Optional.empty(),
        Optional.empty(),
        false,
        by,
        heldUntil.map(Hold::until),
        0);
  }

  List<String> reports() {
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

  Deliverer deliverer() {
    MailContent content = new MailContent(dataSource);
    MailEvents events =
        new MailEvents(new EventTopic(producer), producer, new SimpleMeterRegistry());
    return new Deliverer(
        new Arrivals(dataSource),
        routing(content),
        new DeadLetters(producer, new SimpleMeterRegistry()),
        new Aftermath(events, new Bell(), new Bell()));
  }

  MailRouting routing(MailContent content) {
    return new MailRouting(
        new Router(
            new StoredDirectory(new DirectoryEntries(dataSource)),
            new AddressMatching("+"),
            Optional.of(REWRITING)),
        content,
        InstantSource.system());
  }

  MailSweep sweep() {
    return new MailSweep(dataSource);
  }

  int rows(String table) {
    return accounts.jdbc().sql("select count(*) from " + table).query(Integer.class).single();
  }

  PatientDeliverer patient(Deliverer deliverer) {
    return new PatientDeliverer(deliverer, new DatabaseProbe(dataSource)::answers);
  }

  ConsumerRecord<String, byte[]> mail(String from, String mail, String... to) {
    return record(last(from, MailId.create(), 0, mail, to));
  }

  static MailRecord.Last last(MailId id, int chunks, String octets, String... to) {
    return last("", id, chunks, octets, to);
  }

  static MailRecord.Last last(String from, MailId id, int chunks, String octets, String... to) {
    Envelope envelope =
        new Envelope(
            Optional.of(from).filter(f -> !f.isEmpty()).map(EmailAddress::of),
            MailParameters.of(Body.SEVEN_BIT, false),
            Arrays.stream(to).map(EmailAddress::of).map(Recipient::of).toList());
    byte[] chunkZero = octets.getBytes(UTF_8);
    return new MailRecord.Last(
        new AcceptedMail(id, envelope, Suite.ingress(), chunks, chunkZero.length), chunkZero);
  }

  /// As Kafka brings it, each one offset further.
  ConsumerRecord<String, byte[]> record(MailRecord mail) {
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

  List<String> outbound() {
    return accounts
        .jdbc()
        .sql("select destination || ' ' || recipients::text from outbound")
        .query((row, n) -> row.getString(1))
        .list();
  }

  List<String> topics() {
    return producer.history().stream().map(ProducerRecord::topic).toList();
  }

  List<String> deadLetters() {
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
