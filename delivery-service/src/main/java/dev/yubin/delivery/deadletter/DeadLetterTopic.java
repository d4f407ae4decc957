package dev.yubin.delivery.deadletter;

import dev.yubin.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/// Reads the topic of dead letters, which has one partition. Safe for use by many threads.
final class DeadLetterTopic {
  private static final TopicPartition PARTITION = new TopicPartition(Topics.MAIL_ACCEPTED_DLT, 0);
  private static final Duration POLL = Duration.ofSeconds(1);

  /// Kafka answers in this time, or is away.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Supplier<? extends Consumer<String, byte[]>> consumers;

  /// @param consumers with no group
  DeadLetterTopic(Supplier<? extends Consumer<String, byte[]>> consumers) {
    this.consumers = consumers;
  }

  /// Reads what is there now, record by record, until there is no more or it is enough.
  ///
  /// @param from the offset to begin with
  /// @param goesOn takes a record, and says whether it wants another
  /// @throws TimeoutException when Kafka does not answer
  void read(long from, Predicate<ConsumerRecord<String, byte[]>> goesOn) {
    try (Consumer<String, byte[]> consumer = consumers.get()) {
      consumer.assign(Set.of(PARTITION));
      long end = consumer.endOffsets(Set.of(PARTITION), PATIENCE).getOrDefault(PARTITION, 0L);
      long begin =
          consumer.beginningOffsets(Set.of(PARTITION), PATIENCE).getOrDefault(PARTITION, 0L);
      consumer.seek(PARTITION, Math.max(from, begin));
      Instant answered = Instant.now();
      while (consumer.position(PARTITION, PATIENCE) < end) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          if (record.offset() >= end || !goesOn.test(record)) {
            return;
          }
          answered = Instant.now();
        }
        if (answered.plus(PATIENCE).isBefore(Instant.now())) {
          throw new TimeoutException("No record came for " + PATIENCE);
        }
      }
    }
  }
}
