package dev.yubin.topic;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the topics that do not exist yet, on a virtual thread that tries until Kafka answers. A
/// service that starts before Kafka so needs no help. Topics that exist are left as they are.
public final class TopicCreation implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TopicCreation.class);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final List<NewTopic> topics;
  private final Supplier<Admin> admins;
  private final Thread thread;

  public TopicCreation(List<NewTopic> topics, Supplier<Admin> admins) {
    this.topics = List.copyOf(topics);
    this.admins = admins;
    this.thread = Thread.ofVirtual().name("topic-creation").start(this::run);
  }

  private void run() {
    try (Admin admin = admins.get()) {
      while (!createAll(admin)) {
        Thread.sleep(RETRY);
      }
    } catch (InterruptedException e) {
      log.trace("Closed before the topics were made", e);
    }
  }

  private boolean createAll(Admin admin) throws InterruptedException {
    try {
      for (KafkaFuture<Void> result : admin.createTopics(topics).values().values()) {
        await(result);
      }
      return true;
    } catch (ExecutionException | KafkaException e) {
      log.warn("event=topics-not-created retry-in={} cause={}", RETRY, e.toString());
      return false;
    }
  }

  private static void await(KafkaFuture<Void> result)
      throws ExecutionException, InterruptedException {
    try {
      result.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
