package dev.yubin.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {
  @TempDir Path directory;

  @Test
  void keepsTopicsAndRecordsOverARestartOnAnotherPort() throws Exception {
    try (KafkaBroker broker = KafkaBroker.start(directory, 0)) {
      createTopic(broker, "kept");
      send(broker, "kept", "a mail");
    }

    try (KafkaBroker broker = KafkaBroker.start(directory, 0)) {
      assertThat(read(broker, "kept")).containsExactly("a mail");
    }
  }

  private static void createTopic(KafkaBroker broker, String topic) throws Exception {
    try (Admin admin = Admin.create(clientProperties(broker))) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  private static void send(KafkaBroker broker, String topic, String value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            clientProperties(broker), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "key", value)).get();
    }
  }

  private static List<String> read(KafkaBroker broker, String topic) {
    try (var consumer =
        new KafkaConsumer<>(
            clientProperties(broker), new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(20));
      return records.records(partition).stream().map(record -> record.value()).toList();
    }
  }

  private static Map<String, Object> clientProperties(KafkaBroker broker) {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }
}
