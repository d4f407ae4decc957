package dev.yubin.standalone.torture;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/// A topic of the broker.
record Topic(String bootstrapServers, String name) {

  /// The ends of its partitions, added up.
  long end() throws InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      TopicDescription topic =
          Objects.requireNonNull(
              admin.describeTopics(List.of(name)).allTopicNames().get().get(name));
      Map<TopicPartition, OffsetSpec> latest =
          topic.partitions().stream()
              .map(partition -> new TopicPartition(name, partition.partition()))
              .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
      return admin.listOffsets(latest).all().get().values().stream()
          .mapToLong(ListOffsetsResultInfo::offset)
          .sum();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The ends of " + name + " could not be read", e);
    }
  }
}
