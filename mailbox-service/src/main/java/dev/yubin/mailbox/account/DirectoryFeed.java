package dev.yubin.mailbox.account;

import dev.yubin.directory.DirectoryEntry;
import dev.yubin.store.account.DirectoryChanges;
import dev.yubin.topic.TopicJson;
import dev.yubin.topic.Topics;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/// Publishes what is different in the directory to the compacted topic `yubin.directory`: after
/// each change, so that whoever made it is answered when Kafka has it, and each second what is
/// left. Any number of instances may run; they take turns.
public final class DirectoryFeed {
  private static final Logger log = LoggerFactory.getLogger(DirectoryFeed.class);
  private static final int WAIT_SECONDS = 5;

  private final DirectoryChanges changes;
  private final KafkaTemplate<String, byte[]> kafka;
  private final TopicEmptiness emptiness;
  private final ReentrantLock publishing = new ReentrantLock();

  /// Published, but the transaction that forgets them may not have been committed: another instance
  /// may have published a later value before ours. They are published once more.
  private final Set<String> uncertain = new HashSet<>();

  private boolean started;

  DirectoryFeed(
      DirectoryChanges changes, KafkaTemplate<String, byte[]> kafka, TopicEmptiness emptiness) {
    this.changes = changes;
    this.kafka = kafka;
    this.emptiness = emptiness;
  }

  /// Publishes all changes that are committed by now. Waits a few seconds at most; what could not
  /// be published by then is published later.
  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
  public void publishChanges() {
    try {
      if (publishing.tryLock(WAIT_SECONDS, TimeUnit.SECONDS)) {
        try {
          publishLocked();
        } finally {
          publishing.unlock();
        }
      }
    } catch (DataAccessException | TransactionException | KafkaException e) {
      log.warn("event=directory-not-published cause={}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void publishLocked() {
    if (!started) {
      publishAllOnEmptyTopic();
      started = true;
    }
    if (!uncertain.isEmpty()) {
      changes.record(uncertain);
      uncertain.clear();
    }
    while (changes.drainBatch(this::send)) {
      uncertain.clear();
    }
  }

  /// A broker that lost its data, or a new one, gets the whole directory.
  private void publishAllOnEmptyTopic() {
    if (emptiness.isEmpty(Topics.DIRECTORY)) {
      log.info("event=directory-published-anew entries={}", changes.recordAll());
    }
  }

  private void send(Map<String, Optional<DirectoryEntry>> entries) {
    CompletableFuture<?>[] acknowledgements =
        entries.entrySet().stream()
            .map(e -> kafka.send(Topics.DIRECTORY, e.getKey(), value(e.getValue())))
            .toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(acknowledgements).get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("yubin.directory was not acknowledged", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
    uncertain.addAll(entries.keySet());
  }

  /// No value: the entry is gone, and compaction removes the record in the end.
  private static byte @Nullable [] value(Optional<DirectoryEntry> entry) {
    return entry.map(TopicJson::encode).orElse(null);
  }
}
