package dev.yubin.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A Kafka broker that is its own KRaft controller, in this process, on 127.0.0.1 without
/// encryption. Its topics live in the directory and survive restarts and kills.
public final class KafkaBroker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(KafkaBroker.class);
  private static final int NODE = 1;
  private static final String CONTROLLER = "CONTROLLER";

  private final KafkaRaftServer server;
  private final int port;

  private KafkaBroker(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /// Returns when the broker takes records.
  ///
  /// @param directory of the broker's data, made when it is not there
  /// @param port 0 for a free one
  /// @throws BackendFailedException saying what to do
  public static KafkaBroker start(Path directory, int port) {
    long begin = System.nanoTime();
    int chosen = LoopbackPort.orFree(port);
    KafkaRaftServer server;
    try {
      Files.createDirectories(directory);
      KafkaConfig config = new KafkaConfig(properties(directory, chosen), false);
      format(directory);
      server = new KafkaRaftServer(config, Time.SYSTEM);
    } catch (IOException | RuntimeException e) {
      throw failed(directory, chosen, e);
    }
    try {
      server.startup();
    } catch (RuntimeException e) {
      server.shutdown();
      throw failed(directory, chosen, e);
    }
    log.info(
        "event=kafka-started port={} directory={} after={}",
        chosen,
        directory,
        Duration.ofNanos(System.nanoTime() - begin));
    return new KafkaBroker(server, chosen);
  }

  /// For `bootstrap.servers`.
  public String bootstrapServers() {
    return LoopbackPort.HOST + ":" + port;
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    log.info("event=kafka-stopped port={}", port);
  }

  private static BackendFailedException failed(Path directory, int port, Exception cause) {
    return new BackendFailedException(
        "Kafka did not start on port %d with data in %s: %s"
            .formatted(port, directory, cause.getMessage()),
        cause);
  }

  private static void format(Path directory) {
    if (Files.exists(directory.resolve("meta.properties"))) {
      return;
    }
    try {
      new Formatter()
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(NODE)
          .setControllerListenerName(CONTROLLER)
          .setMetadataLogDirectory(directory.toString())
          .setDirectories(List.of(directory.toString()))
          .setIgnoreFormatted(true)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
          .run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> properties(Path directory, int port) {
    Map<String, String> properties = new HashMap<>(oneNode());
    properties.putAll(smallMachine());
    int controllerPort = LoopbackPort.orFree(0);
    properties.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
    properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:%d".formatted(port));
    properties.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
    properties.put("log.dirs", directory.toString());
    return properties;
  }

  private static Map<String, String> oneNode() {
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", Integer.toString(NODE)),
        Map.entry("controller.listener.names", CONTROLLER),
        Map.entry("inter.broker.listener.name", "PLAINTEXT"),
        Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
        Map.entry("auto.create.topics.enable", "false"),
        Map.entry("default.replication.factor", "1"),
        Map.entry("min.insync.replicas", "1"),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("offsets.topic.num.partitions", "1"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("transaction.state.log.num.partitions", "1"),
        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
        Map.entry("share.coordinator.state.topic.min.isr", "1"),
        Map.entry("share.coordinator.state.topic.num.partitions", "1"),
        // After a kill the broker's former self is waited for as long as this; the default is 9 s.
        Map.entry("broker.session.timeout.ms", "5000"),
        Map.entry("broker.heartbeat.interval.ms", "1000"),
        // Nobody else will join: a group need not wait before its first assignment.
        Map.entry("group.initial.rebalance.delay.ms", "0"));
  }

  private static Map<String, String> smallMachine() {
    return Map.of(
        "num.network.threads", "2",
        "num.io.threads", "4",
        "background.threads", "2",
        "num.recovery.threads.per.data.dir", "2",
        // Heap of the compaction's offset map; the default of 128 MB is for large clusters.
        "log.cleaner.dedupe.buffer.size", "8388608",
        "log.cleaner.io.buffer.size", "131072",
        "log.index.size.max.bytes", "2097152",
        "metrics.num.samples", "2");
  }
}
