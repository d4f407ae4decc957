package dev.yubin.delivery.arrival;

import dev.yubin.topic.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Polls `yubin.mail.accepted` on one virtual thread. Kafka's group only shares the partitions out;
/// where to go on is in the database.
final class ArrivalConsumer implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(ArrivalConsumer.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Supplier<Consumer<String, byte[]>> consumers;
  private final Supplier<Deliverer> deliverers;
  private final DatabaseProbe database;
  private final AtomicLong lag = new AtomicLong();
  private volatile boolean running;
  private volatile boolean assigned;
  private volatile @Nullable Consumer<String, byte[]> polling;
  private @Nullable Thread thread;

  /// @param deliverers a new one for each consumer: a new owner of what it takes over
  ArrivalConsumer(
      Supplier<Consumer<String, byte[]>> consumers,
      Supplier<Deliverer> deliverers,
      DatabaseProbe database,
      MeterRegistry meters) {
    this.consumers = consumers;
    this.deliverers = deliverers;
    this.database = database;
    Gauge.builder("yubin.arrival.lag", lag, AtomicLong::get)
        .description("Records of accepted mails that wait for this instance")
        .register(meters);
  }

  /// Whether partitions are shared out to this instance, be it none while others have them all.
  boolean isAssigned() {
    return assigned;
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofVirtual().name("arrival").start(this::run);
  }

  private void run() {
    while (running) {
      try (Consumer<String, byte[]> consumer = consumers.get()) {
        polling = consumer;
        consume(consumer);
      } catch (WakeupException e) {
        log.trace("Woken to stop", e);
      } catch (FencedException e) {
        log.warn("event=arrival-fenced action=joins-anew");
      } catch (InterruptedException e) {
        running = false;
      } catch (RuntimeException e) {
        log.warn("event=arrival-failed retry-in={}", RETRY, e);
        pause();
      } finally {
        assigned = false;
        lag.set(0);
      }
    }
  }

  private void consume(Consumer<String, byte[]> consumer) throws InterruptedException {
    Deliverer deliverer = deliverers.get();
    PatientDeliverer patient = new PatientDeliverer(deliverer, database::answers);
    consumer.subscribe(Set.of(Topics.MAIL_ACCEPTED), new Takeover(consumer, deliverer));
    while (running) {
      List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
      consumer.poll(POLL).forEach(records::add);
      if (!records.isEmpty()) {
        patient.deliver(records);
        consumer.commitAsync(ArrivalConsumer::committed);
      }
      lag.set(lag(consumer));
    }
  }

  /// For tools that show what waits and for what scales by it. Nothing here reads it: where to go
  /// on is in the database.
  private static void committed(
      Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable Exception failure) {
    if (failure != null) {
      log.debug("event=lag-not-shown offsets={} cause={}", offsets, failure.toString());
    }
  }

  /// As far as the last poll told.
  private static long lag(Consumer<String, byte[]> consumer) {
    return consumer.assignment().stream()
        .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
        .sum();
  }

  private final class Takeover implements ConsumerRebalanceListener {
    private final Consumer<String, byte[]> consumer;
    private final Deliverer deliverer;

    private Takeover(Consumer<String, byte[]> consumer, Deliverer deliverer) {
      this.consumer = consumer;
      this.deliverer = deliverer;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      Map<Integer, Long> positions = deliverer.takeOver(numbers(partitions));
      positions.forEach(
          (partition, next) ->
              consumer.seek(new TopicPartition(Topics.MAIL_ACCEPTED, partition), next));
      assigned = true;
      log.info("event=partitions-taken positions={}", positions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      deliverer.leave(numbers(partitions));
    }

    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
      return partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
    }
  }

  private void pause() {
    try {
      Thread.sleep(RETRY);
    } catch (InterruptedException e) {
      running = false;
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// Ends the batch that is being stored, then leaves the group. Waits for that, but not for a
  /// database that is away.
  @Override
  public void stop() {
    running = false;
    Consumer<String, byte[]> current = polling;
    if (current != null) {
      current.wakeup();
    }
    Thread stopping = thread;
    try {
      if (stopping != null && !stopping.join(RETRY.multipliedBy(10))) {
        stopping.interrupt();
        stopping.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
