package dev.yubin.mailbox.account;

import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// Whether a topic has never held a record.
final class TopicEmptiness {
  private final Supplier<KafkaConsumer<String, byte[]>> consumers;

  TopicEmptiness(Supplier<KafkaConsumer<String, byte[]>> consumers) {
    this.consumers = consumers;
  }

  boolean isEmpty(String topic) {
    try (KafkaConsumer<String, byte[]> consumer = consumers.get()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new KafkaException("Topic " + topic + " does not exist yet");
      }
      return consumer.endOffsets(partitions).values().stream().allMatch(end -> end == 0);
    }
  }
}
