package dev.yubin.delivery.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.embedded.TestBackends;
import dev.yubin.store.MigratedDatabase;
import dev.yubin.store.arrival.ArrivalBatch;
import dev.yubin.store.arrival.Arrivals;
import dev.yubin.topic.TopicCreation;
import dev.yubin.topic.TopicSettings;
import dev.yubin.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Kafka forgets what is stored and old, and nothing else.
class StoredMailTrimIT {
  private static final TopicPartition PARTITION = new TopicPartition(Topics.MAIL_ACCEPTED, 0);

  private final Map<String, Object> kafka = Map.of("bootstrap.servers", TestBackends.kafka());
  private final Admin admin = Admin.create(kafka);
  private final Arrivals arrivals = new Arrivals(MigratedDatabase.create().dataSource());
  private final StoredMailTrim trim = new StoredMailTrim(arrivals, () -> Admin.create(kafka));

  @BeforeEach
  void sendTwoOfWhichOneIsStored() throws Exception {
    try (TopicCreation topics =
        new TopicCreation(new TopicSettings(1, 1).topics(), () -> Admin.create(kafka))) {
      Awaitility.await()
          .until(() -> admin.listTopics().names().get().contains(Topics.MAIL_ACCEPTED));
      assertThat(topics).isNotNull();
    }
    try (var producer =
        new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
      for (String key : List.of("stored", "waiting")) {
        producer.send(new ProducerRecord<>(PARTITION.topic(), 0, key, new byte[0])).get();
      }
    }
    UUID owner = UUID.randomUUID();
    arrivals.takeOver(PARTITION.topic(), List.of(0), owner);
    var span = new ArrivalBatch.Span(0, 0, offset(OffsetSpec.latest()) - 1);
    arrivals.store(new ArrivalBatch(owner, PARTITION.topic(), List.of(span), List.of(), List.of()));
  }

  @AfterEach
  void close() {
    admin.close();
  }

  @Test
  void keepsWhatIsStoredButYoung() throws Exception {
    long first = offset(OffsetSpec.earliest());

    trim.trim(Instant.now().minus(Duration.ofDays(1)));

    assertThat(offset(OffsetSpec.earliest())).isEqualTo(first);
  }

  @Test
  void keepsWhatIsOldButNotStored() throws Exception {
    trim.trim(Instant.now().plus(Duration.ofDays(1)));

    assertThat(offset(OffsetSpec.earliest())).isEqualTo(offset(OffsetSpec.latest()) - 1);
  }

  private long offset(OffsetSpec spec) throws Exception {
    return admin.listOffsets(Map.of(PARTITION, spec)).partitionResult(PARTITION).get().offset();
  }
}
