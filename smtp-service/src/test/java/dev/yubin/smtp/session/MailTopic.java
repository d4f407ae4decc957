package dev.yubin.smtp.session;

import dev.yubin.mail.MailId;
import dev.yubin.mail.MailRecord;
import dev.yubin.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// What the next service reads.
final class MailTopic {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private MailTopic() {}

  /// All records of one mail, in order, the last record last.
  static List<MailRecord> records(String kafka, MailId id) {
    List<MailRecord> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.MAIL_ACCEPTED).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Instant deadline = Instant.now().plus(PATIENCE);
      while (Instant.now().isBefore(deadline)) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          MailRecord mail = MailRecord.parse(record.key(), record.headers(), record.value());
          if (mail.id().equals(id)) {
            records.add(mail);
            if (mail instanceof MailRecord.Last) {
              return records;
            }
          }
        }
      }
    }
    throw new AssertionError("Mail " + id + " has not come");
  }
}
