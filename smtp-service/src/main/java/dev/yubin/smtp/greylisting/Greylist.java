package dev.yubin.smtp.greylisting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.yubin.mail.EmailAddress;
import dev.yubin.topic.Topics;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who is asked to come back (RFC 6647). Safe for use by many threads.
public final class Greylist {
  private static final Logger log = LoggerFactory.getLogger(Greylist.class);

  /// What is forgotten beyond that is asked once more.
  private static final int MAX_SEEN = 200_000;

  /// A network in use is written down anew so often, at the most.
  private static final Duration RENEWAL = Duration.ofDays(1);

  private final GreylistingProperties properties;
  private final Producer<String, byte[]> producer;
  private final InstantSource clock;
  private final Cache<String, Instant> seen = Caffeine.newBuilder().maximumSize(MAX_SEEN).build();
  private volatile BooleanSupplier topicRead = () -> false;

  Greylist(
      GreylistingProperties properties, Producer<String, byte[]> producer, InstantSource clock) {
    this.properties = properties;
    this.producer = producer;
    this.clock = clock;
  }

  /// Until the topic is read nobody is put off, as all would seem new.
  void onceRead(BooleanSupplier read) {
    topicRead = read;
  }

  /// Takes a record of `yubin.greylist`.
  void apply(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      seen.invalidate(record.key());
    } else {
      String second = new String(record.value(), StandardCharsets.US_ASCII);
      seen.put(record.key(), Instant.ofEpochSecond(Long.parseLong(second)));
    }
  }

  /// Whether a client is to try again later. Remembers that it was here.
  public boolean defers(
      InetAddress client, Optional<EmailAddress> reversePath, EmailAddress recipient) {
    Instant now = clock.instant();
    String network = SeenKey.network(client);
    if (!topicRead.getAsBoolean() || isKnown(network, now)) {
      return false;
    }
    String triplet = SeenKey.triplet(client, reversePath, recipient);
    Instant first = seen.getIfPresent(triplet);
    if (first == null || first.plus(properties.retryWindow()).isBefore(now)) {
      remember(triplet, now);
      return true;
    }
    if (now.isBefore(first.plus(properties.delay()))) {
      return true;
    }
    remember(network, now);
    return false;
  }

  private boolean isKnown(String network, Instant now) {
    Instant last = seen.getIfPresent(network);
    if (last == null || last.plus(properties.keep()).isBefore(now)) {
      return false;
    }
    if (last.plus(RENEWAL).isBefore(now)) {
      remember(network, now);
    }
    return true;
  }

  /// Without Kafka this instance goes by what it has seen itself.
  private void remember(String key, Instant time) {
    seen.put(key, time);
    byte[] value = Long.toString(time.getEpochSecond()).getBytes(StandardCharsets.US_ASCII);
    try {
      producer.send(
          new ProducerRecord<>(Topics.GREYLIST, key, value),
          (_, e) -> {
            if (e != null) {
              log.warn("event=greylist-not-told cause={}", e.toString());
            }
          });
    } catch (KafkaException e) {
      log.warn("event=greylist-not-told cause={}", e.toString());
    }
  }
}
