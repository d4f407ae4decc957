package dev.yubin.delivery.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.topic.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// Sends events on, on one virtual thread. Offsets are committed once the URL has answered 2xx.
final class Webhook implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Webhook.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

  private final Supplier<Consumer<String, byte[]>> consumers;
  private final RestClient client;
  private final URI url;
  private final Signature signature;
  private final Duration longestWait;
  private final Duration giveUpAfter;
  private final Counter sent;
  private final Counter failures;
  private final Counter givenUp;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile boolean running;
  private volatile @Nullable Consumer<String, byte[]> polling;
  private @Nullable Thread thread;

  Webhook(
      Supplier<Consumer<String, byte[]>> consumers,
      RestClient client,
      URI url,
      Signature signature,
      Duration longestWait,
      Duration giveUpAfter,
      MeterRegistry meters) {
    this.consumers = consumers;
    this.client = client;
    this.url = url;
    this.signature = signature;
    this.longestWait = longestWait;
    this.giveUpAfter = giveUpAfter;
    this.sent = meters.counter("yubin.webhook.events");
    this.failures = meters.counter("yubin.webhook.failures");
    this.givenUp = meters.counter("yubin.webhook.given.up");
  }

  private void run() {
    while (running) {
      try (Consumer<String, byte[]> consumer = consumers.get()) {
        polling = consumer;
        consumer.subscribe(Set.of(Topics.MAIL_EVENTS));
        forward(consumer);
      } catch (WakeupException e) {
        log.trace("Woken to stop", e);
      } catch (RuntimeException e) {
        log.warn("event=webhook-interrupted retry-in={} cause={}", FIRST_WAIT, e.toString());
        pause(FIRST_WAIT);
      }
    }
  }

  /// What is not taken is tried until it is too old: time for the one who mends the URL, and
  /// no longer, for nothing behind it is told meanwhile. Between two tries it polls, so that
  /// Kafka does not take it for dead.
  private void forward(Consumer<String, byte[]> consumer) {
    Duration wait = FIRST_WAIT;
    while (running) {
      ConsumerRecords<String, byte[]> events = consumer.poll(POLL);
      if (events.isEmpty()) {
        continue;
      }
      try {
        post(array(events));
        sent.increment(events.count());
        consumer.commitSync();
        wait = FIRST_WAIT;
      } catch (RestClientException e) {
        failures.increment();
        log.warn("event=webhook-failed url={} retry-in={} cause={}", url, wait, e.toString());
        rewind(consumer, events);
        pause(wait);
        wait = wait.multipliedBy(2).compareTo(longestWait) < 0 ? wait.multipliedBy(2) : longestWait;
      }
    }
  }

  /// To the first event of each partition that is not too old.
  private void rewind(Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> events) {
    long oldest = Instant.now().minus(giveUpAfter).toEpochMilli();
    int passed = 0;
    for (TopicPartition partition : events.partitions()) {
      for (ConsumerRecord<String, byte[]> event : events.records(partition)) {
        if (event.timestamp() >= oldest) {
          consumer.seek(partition, event.offset());
          break;
        }
        passed++;
      }
    }
    if (passed > 0) {
      consumer.commitSync();
      givenUp.increment(passed);
      log.error("event=webhook-gave-up url={} events={} older-than={}", url, passed, giveUpAfter);
    }
  }

  private void post(byte[] body) {
    client
        .post()
        .uri(url)
        .contentType(MediaType.APPLICATION_JSON)
        .header(Signature.FIELD, signature.of(Instant.now(), body))
        .body(body)
        .retrieve()
        .onStatus(
            status -> !status.is2xxSuccessful(),
            (request, response) -> {
              throw new RestClientException("It answered " + response.getStatusCode());
            })
        .toBodilessEntity();
  }

  /// The events are JSON already.
  private static byte[] array(ConsumerRecords<String, byte[]> events) {
    ByteArrayOutputStream array = new ByteArrayOutputStream();
    String before = "[";
    for (ConsumerRecord<String, byte[]> event : events) {
      array.writeBytes(before.getBytes(UTF_8));
      array.writeBytes(event.value());
      before = ",";
    }
    array.write(']');
    return array.toByteArray();
  }

  private void pause(Duration time) {
    try {
      if (stopping.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        log.trace("Stopped while waiting");
      }
    } catch (InterruptedException e) {
      running = false;
    }
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofVirtual().name("webhook").start(this::run);
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public void stop() {
    running = false;
    stopping.countDown();
    Consumer<String, byte[]> current = polling;
    if (current != null) {
      current.wakeup();
    }
    Thread stopped = thread;
    try {
      if (stopped != null) {
        stopped.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
