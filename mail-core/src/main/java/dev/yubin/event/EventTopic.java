package dev.yubin.event;

import dev.yubin.topic.TopicJson;
import dev.yubin.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `yubin.mail.events`, told. No mail depends on an event, and one that is lost is logged. Safe for
/// use by many threads.
public final class EventTopic implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EventTopic.class);

  /// Nobody waits for events: they go together.
  private static final Duration LINGER = Duration.ofMillis(20);

  private final Producer<String, byte[]> producer;

  /// @param producer is closed with the topic
  public EventTopic(Producer<String, byte[]> producer) {
    this.producer = producer;
  }

  /// With a producer of its own: on that of mails, each event would keep the next mail waiting.
  ///
  /// @param settings of the service's producers
  public static EventTopic of(Map<String, Object> settings) {
    Map<String, Object> own = new HashMap<>(settings);
    own.compute(ProducerConfig.CLIENT_ID_CONFIG, (key, service) -> service + "-events");
    own.put(ProducerConfig.LINGER_MS_CONFIG, LINGER.toMillis());
    return new EventTopic(
        new KafkaProducer<>(own, new StringSerializer(), new ByteArraySerializer()));
  }

  /// Returns at once, unless Kafka has been away for so long that there is no more room for events.
  public void publish(MailEvent event) {
    try {
      producer.send(
          new ProducerRecord<>(
              Topics.MAIL_EVENTS, event.mail().toString(), TopicJson.encode(event)),
          (metadata, failure) -> {
            if (failure != null) {
              lost(event, failure);
            }
          });
    } catch (KafkaException e) {
      lost(event, e);
    }
  }

  private static void lost(MailEvent event, Exception cause) {
    log.warn("event=event-lost mail={} cause={}", event.mail(), cause.toString());
  }

  @Override
  public void close() {
    producer.close();
  }
}
