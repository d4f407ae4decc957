package dev.yubin.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/// How the topics of an installation are made where they do not exist yet. Bound from
/// `yubin.topics.*` by every service that needs them; whichever is first makes them.
///
/// @param partitions of the topics that are keyed by mail id; 4 where it is 0
/// @param replicationFactor 1 where it is 0
public record TopicSettings(int partitions, int replicationFactor) {
  /// A chunk of 512 KiB or a last record with its trace fields, and room for what is to come.
  private static final int MAX_RECORD = 2 * 1024 * 1024;

  public TopicSettings {
    partitions = partitions == 0 ? 4 : partitions;
    replicationFactor = replicationFactor == 0 ? 1 : replicationFactor;
    if (partitions < 1 || replicationFactor < 1) {
      throw new IllegalArgumentException(
          "yubin.topics.partitions=%d and yubin.topics.replication-factor=%d must be positive"
              .formatted(partitions, replicationFactor));
    }
  }

  public List<NewTopic> topics() {
    return List.of(
        topic(Topics.MAIL_ACCEPTED, partitions, mail()),
        topic(Topics.MAIL_ACCEPTED_DLT, 1, mail()),
        topic(Topics.MAIL_EVENTS, partitions, Map.of()),
        topic(Topics.MAILBOX_CHANGES, 1, retention(Duration.ofHours(1))),
        topic(
            Topics.DIRECTORY,
            1,
            Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)));
  }

  /// The topic of greylisting, which not every installation has.
  ///
  /// @param keep after which a record is of no use
  public NewTopic greylist(Duration keep) {
    Map<String, String> config = new HashMap<>(retention(keep));
    config.put(TopicConfig.CLEANUP_POLICY_CONFIG, "compact,delete");
    return topic(Topics.GREYLIST, 1, config);
  }

  private Map<String, String> mail() {
    // Kafka forgets no mail by itself: one that waits for delivery-service waits as long as it
    // takes.
    Map<String, String> config = new HashMap<>();
    config.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
    config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_RECORD));
    if (replicationFactor == 1) {
      // 250 means durable. Several brokers hold a mail in several memories; a single one must have
      // it on its disk.
      config.put(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, "1");
    }
    return config;
  }

  private static Map<String, String> retention(Duration time) {
    return Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(time.toMillis()));
  }

  private NewTopic topic(String name, int partitionCount, Map<String, String> config) {
    Map<String, String> all = new HashMap<>(config);
    // One broker may be missing and mail is still taken.
    all.put(
        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
        Integer.toString(Math.max(1, replicationFactor - 1)));
    return new NewTopic(name, partitionCount, (short) replicationFactor).configs(all);
  }
}
