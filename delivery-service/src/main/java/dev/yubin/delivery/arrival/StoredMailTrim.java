package dev.yubin.delivery.arrival;

import dev.yubin.store.arrival.Arrivals;
import dev.yubin.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/// Lets Kafka forget mail that is stored and a day old. The topic itself keeps everything, so that
/// no outage of ours is too long for a mail that was answered 250. May run in several instances.
final class StoredMailTrim {
  private static final Logger log = LoggerFactory.getLogger(StoredMailTrim.class);

  /// For a look at what came in, and for a replay by hand.
  private static final Duration KEPT = Duration.ofDays(1);

  private final Arrivals arrivals;
  private final Supplier<Admin> admins;

  StoredMailTrim(Arrivals arrivals, Supplier<Admin> admins) {
    this.arrivals = arrivals;
    this.admins = admins;
  }

  @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
  void trim() throws InterruptedException {
    trim(Instant.now().minus(KEPT));
  }

  /// @param before what came in later is kept
  void trim(Instant before) throws InterruptedException {
    Map<TopicPartition, Long> stored = new HashMap<>();
    arrivals
        .positions(Topics.MAIL_ACCEPTED)
        .forEach((n, next) -> stored.put(new TopicPartition(Topics.MAIL_ACCEPTED, n), next));
    try (Admin admin = admins.get()) {
      Map<TopicPartition, OffsetSpec> younger = new HashMap<>();
      stored.keySet().forEach(p -> younger.put(p, OffsetSpec.forTimestamp(before.toEpochMilli())));
      Map<TopicPartition, RecordsToDelete> old = new HashMap<>();
      admin
          .listOffsets(younger)
          .all()
          .get()
          .forEach((p, first) -> old.put(p, before(first, stored.getOrDefault(p, 0L))));
      admin.deleteRecords(old).all().get();
    } catch (ExecutionException e) {
      log.warn("event=stored-mail-not-trimmed cause={}", e.toString());
    }
  }

  /// @param firstYounger its offset is negative when there is none
  private static RecordsToDelete before(ListOffsetsResultInfo firstYounger, long stored) {
    long offset = firstYounger.offset();
    return RecordsToDelete.beforeOffset(offset < 0 ? stored : Math.min(offset, stored));
  }
}
