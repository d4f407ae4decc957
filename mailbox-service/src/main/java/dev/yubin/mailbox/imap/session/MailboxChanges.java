package dev.yubin.mailbox.imap.session;

import dev.yubin.store.mailbox.MailboxKey;
import dev.yubin.store.mailbox.Mailboxes;
import dev.yubin.topic.TopicTail;
import dev.yubin.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// Wakes whoever waits for a change of a mailbox, on this instance and, by `yubin.mailbox.changes`,
/// on all others. A notice carries no state and may be lost: every so often one question to the
/// database finds what was missed. Safe for use by many threads.
public final class MailboxChanges implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MailboxChanges.class);

  private final Map<MailboxKey, Set<Subscription>> subscriptions = new ConcurrentHashMap<>();
  private final Map<MailboxKey, Long> checked = new ConcurrentHashMap<>();
  private final ExecutorService wakers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("imap-push-", 0).factory());
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("imap-check").factory());
  private final Producer<String, byte[]> producer;
  private final Mailboxes mailboxes;
  private final TopicTail tail;

  /// @param check how often the database is asked
  public MailboxChanges(
      Supplier<KafkaConsumer<String, byte[]>> consumers,
      Producer<String, byte[]> producer,
      Mailboxes mailboxes,
      Duration check) {
    this.producer = producer;
    this.mailboxes = mailboxes;
    clock.scheduleWithFixedDelay(
        this::check, check.toMillis(), check.toMillis(), TimeUnit.MILLISECONDS);
    tail = new TopicTail(Topics.MAILBOX_CHANGES, TopicTail.From.END, consumers, this::receive);
  }

  /// Someone who waits.
  public final class Subscription implements AutoCloseable {
    private final MailboxKey key;
    private final Runnable onChange;
    private final AtomicBoolean woken = new AtomicBoolean();

    private Subscription(MailboxKey key, Runnable onChange) {
      this.key = key;
      this.onChange = onChange;
    }

    /// Runs the subscriber soon, on a thread of its own; once for all wakes that come until then.
    void wake() {
      if (woken.compareAndSet(false, true)) {
        wakers.execute(
            () -> {
              woken.set(false);
              onChange.run();
            });
      }
    }

    @Override
    public void close() {
      subscriptions.computeIfPresent(
          key,
          (k, all) -> {
            all.remove(this);
            return all.isEmpty() ? null : all;
          });
    }
  }

  /// @param onChange runs on a thread of its own, and may run once more than there are changes
  Subscription subscribe(MailboxKey key, Runnable onChange) {
    Subscription subscription = new Subscription(key, onChange);
    subscriptions.compute(
        key,
        (k, all) -> {
          Set<Subscription> some = all == null ? ConcurrentHashMap.newKeySet() : all;
          some.add(subscription);
          return some;
        });
    return subscription;
  }

  /// Tells all instances of a change that has been committed. Does not wait.
  public void publish(MailboxKey key) {
    wake(key);
    ProducerRecord<String, byte[]> notice =
        new ProducerRecord<>(
            Topics.MAILBOX_CHANGES,
            Long.toString(key.account()),
            Long.toString(key.mailbox()).getBytes(StandardCharsets.US_ASCII));
    // On a thread of its own: with Kafka away, send waits for the topic's metadata.
    wakers.execute(() -> send(notice));
  }

  private void send(ProducerRecord<String, byte[]> notice) {
    try {
      producer.send(notice);
    } catch (RuntimeException e) {
      log.warn("event=notice-not-sent account={} cause={}", notice.key(), e.toString());
    }
  }

  private void receive(ConsumerRecord<String, byte[]> notice) {
    String mailbox = new String(notice.value(), StandardCharsets.US_ASCII);
    wake(new MailboxKey(Long.parseLong(notice.key()), Long.parseLong(mailbox)));
  }

  private void wake(MailboxKey key) {
    subscriptions.getOrDefault(key, Set.of()).forEach(Subscription::wake);
  }

  /// Wakes those whose mailbox has changed since the check before, or is gone.
  private void check() {
    try {
      Set<MailboxKey> waiting = Set.copyOf(subscriptions.keySet());
      Map<MailboxKey, Long> now = waiting.isEmpty() ? Map.of() : mailboxes.highestModSeqs(waiting);
      waiting.stream()
          .filter(key -> !now.containsKey(key) || !now.get(key).equals(checked.get(key)))
          .forEach(this::wake);
      checked.clear();
      checked.putAll(now);
    } catch (DataAccessException e) {
      log.warn("event=mailbox-check-failed cause={}", e.toString());
    }
  }

  @Override
  public void close() {
    tail.close();
    clock.shutdownNow();
    wakers.shutdown();
  }
}
