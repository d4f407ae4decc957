package dev.yubin.delivery.arrival;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.topic.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts aside what cannot be processed, as it came, with the reason: it can be looked at and
/// replayed, and nothing behind it waits.
public final class DeadLetters {
  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

  /// The header that tells why a record lies there.
  public static final String REASON = "yubin-reason";

  /// The header that tells which partition it came from.
  public static final String PARTITION = "yubin-partition";

  /// The header that tells its offset there.
  public static final String OFFSET = "yubin-offset";

  private final Producer<String, byte[]> producer;
  private final Counter put;

  DeadLetters(Producer<String, byte[]> producer, MeterRegistry meters) {
    this.producer = producer;
    this.put =
        Counter.builder("yubin.dead.letters")
            .description("Records that could not be processed and were set aside")
            .register(meters);
  }

  /// Returns when Kafka has it.
  ///
  /// @throws KafkaException when it has not
  void put(ConsumerRecord<String, byte[]> record, String reason) throws InterruptedException {
    log.error(
        "event=dead-letter mail={} partition={} offset={} reason={}",
        record.key(),
        record.partition(),
        record.offset(),
        reason);
    Headers headers = new RecordHeaders(record.headers().toArray());
    headers.add(REASON, reason.getBytes(UTF_8));
    headers.add(PARTITION, Integer.toString(record.partition()).getBytes(UTF_8));
    headers.add(OFFSET, Long.toString(record.offset()).getBytes(UTF_8));
    try {
      producer
          .send(
              new ProducerRecord<>(
                  Topics.MAIL_ACCEPTED_DLT, null, record.key(), record.value(), headers))
          .get();
      put.increment();
    } catch (ExecutionException e) {
      throw new KafkaException("The dead letter was not acknowledged", e);
    }
  }
}
