package dev.yubin.topic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads all partitions of a topic on one virtual thread, in every instance, with no consumer
/// group: a broadcast. A handler runs on that thread, one record at a time, and must not block for
/// long; what it throws is logged and the record passed over.
public final class TopicTail implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TopicTail.class);
  private static final Duration RETRY = Duration.ofSeconds(1);

  public enum From {
    BEGINNING,
    END
  }

  private final String topic;
  private final From from;
  private final Supplier<KafkaConsumer<String, byte[]>> consumers;
  private final Consumer<ConsumerRecord<String, byte[]>> handler;
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile @Nullable KafkaConsumer<String, byte[]> current;
  private volatile boolean closed;

  public TopicTail(
      String topic,
      From from,
      Supplier<KafkaConsumer<String, byte[]>> consumers,
      Consumer<ConsumerRecord<String, byte[]>> handler) {
    this.topic = topic;
    this.from = from;
    this.consumers = consumers;
    this.handler = handler;
    Thread.ofVirtual().name("tail-" + topic).start(this::run);
  }

  /// Whether everything that stood in the topic at the start has been handled.
  public boolean isCaughtUp() {
    return caughtUp.getCount() == 0;
  }

  private void run() {
    while (!closed) {
      try (var consumer = consumers.get()) {
        current = consumer;
        follow(consumer);
      } catch (WakeupException e) {
        log.trace("Woken to look at closed", e);
      } catch (RuntimeException e) {
        log.warn(
            "event=topic-tail-failed topic={} retry-in={} cause={}", topic, RETRY, e.toString());
        pause();
      }
    }
  }

  private void follow(KafkaConsumer<String, byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream().map(TopicTail::partition).toList();
    if (partitions.isEmpty()) {
      throw new IllegalStateException("topic has no partitions yet");
    }
    consumer.assign(partitions);
    if (from == From.BEGINNING) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
    }
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (!closed) {
      if (!isCaughtUp()
          && ends.entrySet().stream()
              .allMatch(e -> consumer.position(e.getKey()) >= e.getValue())) {
        caughtUp.countDown();
      }
      for (ConsumerRecord<String, byte[]> record : consumer.poll(RETRY)) {
        handle(record);
      }
    }
  }

  private void handle(ConsumerRecord<String, byte[]> record) {
    try {
      handler.accept(record);
    } catch (RuntimeException e) {
      log.error(
          "event=topic-record-failed topic={} partition={} offset={}",
          topic,
          record.partition(),
          record.offset(),
          e);
    }
  }

  private static TopicPartition partition(PartitionInfo info) {
    return new TopicPartition(info.topic(), info.partition());
  }

  private void pause() {
    try {
      if (closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
        log.trace("Closed while waiting");
      }
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  /// Returns at once; the thread ends after the record it is at.
  @Override
  public void close() {
    closed = true;
    closing.countDown();
    // Not an interrupt, which Kafka's client would complain of.
    KafkaConsumer<String, byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
  }
}
