package dev.yubin.delivery.arrival;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yubin.mail.AcceptedMail;
import dev.yubin.mail.MailId;
import dev.yubin.mail.MailRecord;
import dev.yubin.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Records as Kafka would bring them, stored into a real database.
class DelivererIT {
  private static Desk desk;

  @BeforeAll
  static void open() {
    desk = new Desk();
  }

  @BeforeEach
  void clear() {
    desk.clear();
  }

  @Test
  void deliversAMailToAllItsRecipientsWithItsOffset() throws Exception {
    Deliverer deliverer = desk.deliverer();
    deliverer.takeOver(Set.of(0));
    deliverer.deliver(
        List.of(
            desk.mail(
                "carol@elsewhere.test",
                "Subject: Hi\r\n\r\nHi.\r\n",
                "alice@example.test",
                "bob@example.test",
                "dave@elsewhere.test",
                "erin@elsewhere.test")));
    assertThat(desk.accounts().messages("alice@example.test"))
        .containsExactly(
            "Return-Path: <carol@elsewhere.test>\r\nDelivered-To: alice@example.test\r\n"
                + "Subject: Hi\r\n\r\nHi.\r\n");
    assertThat(desk.accounts().messages("bob@example.test")).hasSize(1);
    assertThat(desk.outbound())
        .containsExactly("elsewhere.test {dave@elsewhere.test,erin@elsewhere.test}");
    assertThat(desk.deliverer().takeOver(Set.of(0))).containsEntry(0, 1L);
    assertThat(desk.topics()).contains(Topics.MAILBOX_CHANGES, Topics.MAIL_EVENTS);
  }

  @Test
  void storesWhatFetchAsksForWhenTheMailArrives() throws Exception {
    Deliverer deliverer = desk.deliverer();
    deliverer.takeOver(Set.of(0));
    deliverer.deliver(
        List.of(
            desk.mail(
                "carol@elsewhere.test",
                "Date: Tue, 24 Nov 2026 07:00:00 +0100\r\nSubject: Hi\r\n\r\nHi.\r\n",
                "alice@example.test")));
    assertThat(
            desk.accounts()
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
    Deliverer first = desk.deliverer();
    first.takeOver(Set.of(0));
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      records.add(desk.mail("", "Subject: " + i + "\r\n\r\n", "alice@example.test"));
    }
    first.deliver(records.subList(0, 6));
    // The first instance is gone before Kafka heard of anything; the second one reads on.
    Deliverer second = desk.deliverer();
    long next = second.takeOver(Set.of(0)).getOrDefault(0, -1L);
    assertThat(next).isEqualTo(6);
    second.deliver(records.subList((int) next, 10));
    assertThat(desk.accounts().count("alice@example.test")).isEqualTo(10);
  }

  @Test
  void storesNothingOfAZombie() throws Exception {
    Deliverer zombie = desk.deliverer();
    zombie.takeOver(Set.of(0, 1));
    ConsumerRecord<String, byte[]> record =
        desk.mail("", "Subject: 1\r\n\r\n", "alice@example.test");
    Deliverer heir = desk.deliverer();
    heir.takeOver(Set.of(0));
    assertThatThrownBy(() -> desk.patient(zombie).deliver(List.of(record)))
        .isInstanceOf(FencedException.class);
    assertThat(desk.accounts().count("alice@example.test")).isZero();
    heir.deliver(List.of(record));
    assertThatThrownBy(() -> desk.patient(zombie).deliver(List.of(record)))
        .isInstanceOf(FencedException.class);
    assertThat(desk.accounts().count("alice@example.test")).isEqualTo(1);
  }

  @Test
  void putsTheMailThatSpoilsABatchAside() throws Exception {
    Deliverer deliverer = desk.deliverer();
    deliverer.takeOver(Set.of(0));
    ConsumerRecord<String, byte[]> first =
        desk.mail("", "Subject: 1\r\n\r\n", "alice@example.test");
    ConsumerRecord<String, byte[]> incomplete =
        desk.record(Desk.last(MailId.create(), 3, "Subject: lost\r\n", "bob@example.test"));
    ConsumerRecord<String, byte[]> nonsense =
        new ConsumerRecord<>(
            Topics.MAIL_ACCEPTED, 0, desk.nextOffset(), "no id", "x".getBytes(US_ASCII));
    ConsumerRecord<String, byte[]> last = desk.mail("", "Subject: 2\r\n\r\n", "alice@example.test");
    List<ConsumerRecord<String, byte[]>> records = List.of(first, incomplete, nonsense, last);
    desk.patient(deliverer).deliver(records);
    assertThat(desk.accounts().count("alice@example.test")).isEqualTo(2);
    assertThat(desk.accounts().count("bob@example.test")).isZero();
    assertThat(desk.deadLetters())
        .containsExactlyInAnyOrder(
            incomplete.key()
                + " java.lang.IllegalStateException: Chunk 1 of "
                + incomplete.key()
                + " is missing",
            "no id java.lang.IllegalArgumentException: Invalid UUID string: no id");
    assertThat(desk.deliverer().takeOver(Set.of(0))).containsEntry(0, 4L);
  }

  /// `./yubin torture` cuts connections to PostgreSQL.
  @Test
  void storesAMailThoughItsConnectionWasCutMeanwhile() throws Exception {
    Deliverer deliverer = desk.deliverer();
    deliverer.takeOver(Set.of(0));
    ConsumerRecord<String, byte[]> record =
        desk.mail("", "Subject: 1\r\n\r\n", "alice@example.test");
    desk.cutNextConnectionThatStores();
    desk.patient(deliverer).deliver(List.of(record));
    assertThat(desk.accounts().count("alice@example.test")).isEqualTo(1);
    assertThat(desk.deadLetters()).isEmpty();
  }

  @Test
  void keepsWhatThereIsOfAMailForAReplayHoweverLate() throws Exception {
    Deliverer deliverer = desk.deliverer();
    deliverer.takeOver(Set.of(0));
    MailId id = MailId.create();
    MailRecord one = new MailRecord.Chunk(id, 1, "Subject: 1\r\n\r\n".getBytes(US_ASCII));
    MailRecord two = new MailRecord.Chunk(id, 2, "the end\r\n".getBytes(US_ASCII));
    MailRecord last = Desk.last(id, 2, "Received: here\r\n", "alice@example.test");
    PatientDeliverer patient = desk.patient(deliverer);
    patient.deliver(List.of(desk.record(two), desk.record(last)));
    assertThat(desk.deadLetters()).hasSize(1);

    desk.sweep().orphanChunks(Duration.ofDays(-1), Duration.ofDays(7));
    patient.deliver(List.of(desk.record(one), desk.record(two), desk.record(last)));

    assertThat(desk.accounts().messages("alice@example.test"))
        .singleElement()
        .satisfies(message -> assertThat(message).endsWith("the end\r\n"));
    assertThat(desk.deadLetters()).hasSize(1);
    desk.sweep().orphanChunks(Duration.ofDays(-1), Duration.ofDays(7));
    assertThat(desk.rows("dead_letter")).isZero();
    assertThat(desk.rows("mail_chunk")).isEqualTo(3);
  }

  @Test
  void takesAChunkThatIsSentAgainForTheOneItHas() throws Exception {
    Deliverer deliverer = desk.deliverer();
    deliverer.takeOver(Set.of(0));
    MailRecord chunk = new MailRecord.Chunk(MailId.create(), 1, new byte[] {'x'});
    deliverer.deliver(List.of(desk.record(chunk), desk.record(chunk)));
    deliverer.deliver(List.of(desk.record(chunk)));
    assertThat(desk.rows("mail_chunk")).isEqualTo(1);
    assertThat(desk.deadLetters()).isEmpty();
  }

  @Test
  void joinsTheChunksOfAMailAcrossBatches() throws Exception {
    Deliverer deliverer = desk.deliverer();
    deliverer.takeOver(Set.of(0));
    MailId id = MailId.create();
    byte[] content = new byte[AcceptedMail.CHUNK_SIZE];
    Arrays.fill(content, (byte) 'x');
    byte[] header = "Subject: Large\r\n\r\n".getBytes(US_ASCII);
    System.arraycopy(header, 0, content, 0, header.length);
    ConsumerRecord<String, byte[]> one = desk.record(new MailRecord.Chunk(id, 1, content));
    ConsumerRecord<String, byte[]> two =
        desk.record(new MailRecord.Chunk(id, 2, "the end\r\n".getBytes(US_ASCII)));
    deliverer.deliver(List.of(one));
    deliverer.deliver(
        List.of(two, desk.record(Desk.last(id, 2, "Received: here\r\n", "alice@example.test"))));
    assertThat(desk.accounts().messages("alice@example.test"))
        .singleElement()
        .satisfies(
            message ->
                assertThat(message)
                    .startsWith(
                        "Return-Path: <>\r\nDelivered-To: alice@example.test\r\n"
                            + "Received: here\r\nSubject: Large\r\n")
                    .endsWith("xthe end\r\n"));
    assertThat(
            desk.accounts()
                .jdbc()
                .sql("select convert_from(header, 'UTF8') from mail")
                .query(String.class)
                .single())
        .isEqualTo("Received: here\r\nSubject: Large\r\n\r\n");
  }
}
