package dev.yubin.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yubin.mail.MailPublisher.NotAcceptedException;
import dev.yubin.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class MailPublisherTest {
  private static final byte[] TRACE = "Received: by us\r\n".getBytes(US_ASCII);
  private static final Envelope ENVELOPE =
      new Envelope(
          Optional.empty(),
          MailParameters.of(Body.SEVEN_BIT, false),
          List.of(Recipient.of(EmailAddress.of("alice@example.test"))));
  private static final Ingress INGRESS =
      new Ingress(Instant.EPOCH, "-", "-", "SMTP", Optional.empty());

  private final MailId id = MailId.create();

  @Test
  void sendsASmallMailAsOneRecord() throws NotAcceptedException {
    var producer = producer(true);
    byte[] content = content(1000);
    AcceptedMail mail = publish(producer, content, 100);
    assertThat(mail).isEqualTo(new AcceptedMail(id, ENVELOPE, INGRESS, 0, TRACE.length + 1000));
    assertThat(records(producer)).hasSize(1);
    assertThat(arrived(producer)).isEqualTo(joined(TRACE, content));
  }

  @Test
  void keepsAMailOfExactlyOneChunkInOneRecord() throws NotAcceptedException {
    var producer = producer(true);
    byte[] content = content(AcceptedMail.CHUNK_SIZE);
    assertThat(publish(producer, content, 10_000).contentChunks()).isZero();
    assertThat(arrived(producer)).isEqualTo(joined(TRACE, content));
  }

  @Test
  void sendsALargeMailInChunksAndThenTheLastRecord() throws NotAcceptedException {
    var producer = producer(true);
    byte[] content = content(2 * AcceptedMail.CHUNK_SIZE + 1);
    AcceptedMail mail = publish(producer, content, 77_777);
    assertThat(mail.contentChunks()).isEqualTo(3);
    assertThat(mail.size()).isEqualTo(TRACE.length + content.length);
    assertThat(records(producer))
        .map(r -> r.octets().length)
        .containsExactly(AcceptedMail.CHUNK_SIZE, AcceptedMail.CHUNK_SIZE, 1, TRACE.length);
    assertThat(records(producer).subList(0, 3))
        .map(r -> ((MailRecord.Chunk) r).sequence())
        .containsExactly(1, 2, 3);
    assertThat(arrived(producer)).isEqualTo(joined(TRACE, content));
  }

  @Test
  void acceptsAnEmptyMail() throws NotAcceptedException {
    var producer = producer(true);
    assertThat(publish(producer, new byte[0], 1).size()).isEqualTo(TRACE.length);
    assertThat(arrived(producer)).isEqualTo(TRACE);
  }

  @Test
  void keysAllRecordsOfAMailWithItsId() throws NotAcceptedException {
    var producer = producer(true);
    publish(producer, content(AcceptedMail.CHUNK_SIZE + 1), 4096);
    assertThat(producer.history())
        .hasSize(3)
        .allSatisfy(
            record -> {
              assertThat(record.topic()).isEqualTo(Topics.MAIL_ACCEPTED);
              assertThat(record.key()).isEqualTo(id.toString());
            });
  }

  @Test
  void takesSingleOctets() throws NotAcceptedException {
    var producer = producer(true);
    var entry = new MailPublisher(producer).begin(id);
    entry.write('a');
    entry.write(0x1ff);
    entry.accept(ENVELOPE, INGRESS, new byte[0]);
    assertThat(arrived(producer)).isEqualTo(new byte[] {'a', (byte) 0xff});
  }

  @Test
  void returnsOnlyWhenKafkaHasAcknowledged() throws Exception {
    var producer = producer(false);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<AcceptedMail> accepted =
          executor.submit((Callable<AcceptedMail>) () -> publish(producer, content(10), 10));
      Awaitility.await().until(() -> producer.history().size() == 1);
      assertThat(accepted.isDone()).isFalse();
      producer.completeNext();
      assertThat(accepted.get().id()).isEqualTo(id);
    }
  }

  @Test
  void doesNotAcceptWhatKafkaRefuses() throws Exception {
    var producer = producer(false);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<AcceptedMail> accepted =
          executor.submit((Callable<AcceptedMail>) () -> publish(producer, content(10), 10));
      Awaitility.await().until(() -> producer.errorNext(new TimeoutException("no replica")));
      assertThatThrownBy(accepted::get)
          .cause()
          .isInstanceOf(NotAcceptedException.class)
          .hasRootCauseInstanceOf(TimeoutException.class);
    }
  }

  @Test
  void doesNotAcceptWhatTheProducerCannotSend() {
    var producer = producer(true);
    producer.sendException = new TimeoutException("no metadata");
    assertThatThrownBy(() -> publish(producer, content(10), 10))
        .isInstanceOf(NotAcceptedException.class);
  }

  @Test
  void holdsAFastSenderBackUntilChunksAreAcknowledged() throws Exception {
    var producer = producer(false);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<AcceptedMail> accepted =
          executor.submit(
              (Callable<AcceptedMail>)
                  () -> publish(producer, content(6 * AcceptedMail.CHUNK_SIZE), 65_536));
      Awaitility.await().until(() -> producer.history().size() == 3);
      assertThat(accepted.isDone()).isFalse();
      for (int sent = 3; sent < 6; sent++) {
        assertThat(producer.completeNext()).isTrue();
        int expected = sent + 1;
        Awaitility.await().until(() -> producer.history().size() == expected);
      }
      while (producer.completeNext()) {
        assertThat(accepted.isDone()).isFalse();
      }
      Awaitility.await().until(producer::completeNext);
      assertThat(accepted.get().contentChunks()).isEqualTo(6);
      assertThat(producer.history()).hasSize(7);
    }
  }

  @Test
  void breaksOffWhenAChunkIsNotAcknowledged() throws Exception {
    var producer = producer(false);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<AcceptedMail> accepted =
          executor.submit(
              (Callable<AcceptedMail>)
                  () -> publish(producer, content(6 * AcceptedMail.CHUNK_SIZE), 65_536));
      Awaitility.await().until(() -> producer.errorNext(new TimeoutException("no replica")));
      assertThatThrownBy(accepted::get).cause().isInstanceOf(KafkaException.class);
    }
  }

  /// `./yubin torture --seed 3` stops Kafka: the first chunk is given up, and Kafka is back for
  /// what comes after it.
  @Test
  void sendsNoLastRecordAfterAChunkThatIsNotThere() throws Exception {
    var producer = producer(false);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<AcceptedMail> accepted =
          executor.submit(
              (Callable<AcceptedMail>)
                  () -> publish(producer, content(AcceptedMail.CHUNK_SIZE + 1), 65_536));
      Awaitility.await().until(() -> producer.history().size() == 2);
      producer.errorNext(new TimeoutException("no metadata"));
      producer.completeNext();
      assertThatThrownBy(accepted::get).cause().isInstanceOf(NotAcceptedException.class);
    }
    assertThat(records(producer)).hasOnlyElementsOfType(MailRecord.Chunk.class);
  }

  private AcceptedMail publish(MockProducer<String, byte[]> producer, byte[] content, int piece)
      throws NotAcceptedException {
    var entry = new MailPublisher(producer).begin(id);
    for (int from = 0; from < content.length; from += piece) {
      entry.write(content, from, Math.min(piece, content.length - from));
    }
    assertThat(entry.size()).isEqualTo(content.length);
    return entry.accept(ENVELOPE, INGRESS, TRACE);
  }

  /// What a consumer joins from the records: chunk 0, then the chunks in their order.
  private static byte[] arrived(MockProducer<String, byte[]> producer) {
    List<MailRecord> records = records(producer);
    ByteArrayOutputStream mail = new ByteArrayOutputStream();
    mail.writeBytes(records.getLast().octets());
    records.subList(0, records.size() - 1).forEach(chunk -> mail.writeBytes(chunk.octets()));
    return mail.toByteArray();
  }

  private static List<MailRecord> records(MockProducer<String, byte[]> producer) {
    return producer.history().stream()
        .map(r -> MailRecord.parse(r.key(), r.headers(), r.value()))
        .toList();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.writeBytes(first);
    joined.writeBytes(second);
    return joined.toByteArray();
  }

  private static byte[] content(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return content;
  }

  private static MockProducer<String, byte[]> producer(boolean acknowledges) {
    return new MockProducer<>(
        acknowledges, null, new StringSerializer(), new ByteArraySerializer());
  }
}
