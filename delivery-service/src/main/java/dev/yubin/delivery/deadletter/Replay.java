package dev.yubin.delivery.deadletter;

import dev.yubin.delivery.arrival.DeadLetters;
import dev.yubin.mail.MailId;
import dev.yubin.store.replay.Replays;
import dev.yubin.store.trace.Traces;
import dev.yubin.topic.Topics;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends dead letters again. The row that says so is there before Kafka is asked, and
/// committed once Kafka has acknowledged: two who replay at a time send nothing twice. After
/// a crash in between it is sent again; then the arrival side has the mail, and lets the
/// second one fall, or the trace knows that it has been here.
final class Replay {
  private static final Logger log = LoggerFactory.getLogger(Replay.class);

  private final DeadLetterTopic topic;
  private final Replays replays;
  private final Traces traces;
  private final Producer<String, byte[]> producer;

  /// @param producer idempotent, with `acks=all`
  Replay(DeadLetterTopic topic, Replays replays, Traces traces, Producer<String, byte[]> producer) {
    this.topic = topic;
    this.replays = replays;
    this.traces = traces;
    this.producer = producer;
  }

  /// @param sent records that are in `yubin.mail.accepted` again
  /// @param arrived records whose mail had arrived by another way, and that were not sent
  record Result(int sent, int arrived) {}

  /// @param offset of the only one that is meant; null for all that have not been sent again
  Result run(@Nullable Long offset) {
    int[] count = new int[2];
    topic.read(
        offset == null ? 0 : offset,
        record -> {
          if (offset != null && record.offset() != offset) {
            return false;
          }
          boolean arrived = hasArrived(record.key());
          boolean done =
              arrived
                  ? replays.once(record.offset(), "arrived", () -> {})
                  : replays.once(record.offset(), "sent", () -> send(record));
          if (done) {
            count[arrived ? 1 : 0]++;
            log.info(
                "event=dead-letter-replayed mail={} offset={} arrived={}",
                record.key(),
                record.offset(),
                arrived);
          }
          return true;
        });
    return new Result(count[0], count[1]);
  }

  private boolean hasArrived(@Nullable String key) {
    try {
      return key != null && traces.knows(MailId.parse(key));
    } catch (IllegalArgumentException e) {
      // A key that is none is the arrival side's to judge.
      return false;
    }
  }

  private void send(ConsumerRecord<String, byte[]> record) {
    Headers headers = new RecordHeaders(record.headers().toArray());
    headers.remove(DeadLetters.REASON).remove(DeadLetters.PARTITION).remove(DeadLetters.OFFSET);
    try {
      producer
          .send(
              new ProducerRecord<>(
                  Topics.MAIL_ACCEPTED, null, record.key(), record.value(), headers))
          .get();
    } catch (ExecutionException e) {
      throw new KafkaException("The record was not acknowledged", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
  }
}
