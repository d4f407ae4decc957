package dev.yubin.standalone.torture;

import dev.yubin.standalone.cli.AdminApi;
import dev.yubin.standalone.cli.Health;
import dev.yubin.standalone.instance.CommandFailedException;
import dev.yubin.standalone.instance.DataDirectory;
import dev.yubin.standalone.up.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// PostgreSQL, the Kafka broker and the instances of the services, each a process of its own.
final class Cluster implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);
  private static final String HEAP = "256m";

  private final Addresses addresses;
  private final ServiceWords words;
  private final DatabaseNode database;
  private final JavaNode kafka;
  private final Map<Service, List<Addresses.Instance>> instances = new LinkedHashMap<>();
  private final Map<String, Addresses.Instance> byName = new LinkedHashMap<>();
  private final List<Node> services = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final Path logs;

  /// @param counts how many instances of each service
  Cluster(DataDirectory directory, Addresses addresses, Map<Service, Integer> counts) {
    this.addresses = addresses;
    this.logs = Objects.requireNonNull(directory.log().getParent());
    this.database = new DatabaseNode(directory.postgres(), addresses.postgres());
    String broker = directory.kafka().toString();
    this.kafka =
        new JavaNode(
            Part.KAFKA,
            HEAP,
            List.of(Part.KAFKA, broker, Integer.toString(addresses.kafka())),
            logs);
    counts.forEach(
        (service, count) -> {
          List<Addresses.Instance> own = new ArrayList<>();
          for (int i = 0; i < count; i++) {
            own.add(addresses.instance(byName.size() + own.size()));
          }
          instances.put(service, own);
          for (int i = 0; i < count; i++) {
            byName.put(service.label() + "-" + (i + 1), own.get(i));
          }
        });
    this.words = new ServiceWords(directory, addresses, database);
  }

  /// Networks that faults may hit.
  List<Link> links() {
    return links;
  }

  /// Returns when every instance is ready. An end of this JVM ends them all.
  void start() throws IOException, InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end-all"));
    Files.createDirectories(logs);
    words.writeZones();
    database.start();
    kafka.start();
    for (Map.Entry<Service, List<Addresses.Instance>> of : instances.entrySet()) {
      for (int i = 0; i < of.getValue().size(); i++) {
        String name = of.getKey().label() + "-" + (i + 1);
        if (of.getKey() == Service.MAILBOX || of.getKey() == Service.DELIVERY) {
          int link = of.getValue().get(i).link();
          links.add(new Link(name + "/" + DatabaseNode.NAME, link, addresses.postgres()));
        }
        JavaNode node =
            new JavaNode(
                name,
                HEAP,
                words.of(
                    of.getKey(),
                    of.getValue().get(i),
                    peer(Service.MAILBOX, i),
                    peer(Service.DNS, i)),
                logs);
        services.add(node);
        node.start();
      }
    }
    for (String name : byName.keySet()) {
      awaitReady(name, Instant.now().plus(START));
    }
  }

  private Addresses.Instance peer(Service service, int number) {
    List<Addresses.Instance> all = instances(service);
    return all.get(number % all.size());
  }

  List<Addresses.Instance> instances(Service service) {
    return instances.getOrDefault(service, List.of());
  }

  int size() {
    return byName.size() + 2;
  }

  /// All parts that faults may hit.
  List<Node> nodes() {
    List<Node> all = new ArrayList<>(services);
    all.add(kafka);
    all.add(database);
    return all;
  }

  /// Waits for an instance's own word that it can do its job.
  ///
  /// @param name of a node; backends have no word to give
  void awaitReady(String name, Instant deadline) throws InterruptedException {
    Addresses.Instance instance = byName.get(name);
    if (instance == null) {
      return;
    }
    URI http = URI.create(instance.url());
    while (!Health.of(http).isReady()) {
      if (Instant.now().isAfter(deadline) || !isRunning(name)) {
        throw new CommandFailedException(
            "%s is not ready: %s (more in %s)".formatted(name, Health.of(http), logs));
      }
      Thread.sleep(100);
    }
  }

  private boolean isRunning(String name) {
    return nodes().stream()
        .filter(node -> node.name().equals(name))
        .anyMatch(node -> node.process().findAny().isPresent());
  }

  AdminApi admin() {
    return new AdminApi(
        URI.create(instances(Service.MAILBOX).getFirst().url()), words.adminPassword());
  }

  Connection connect() throws SQLException {
    return database.connect();
  }

  String bootstrapServers() {
    return Addresses.HOST + ":" + addresses.kafka();
  }

  @Override
  public void close() {
    services.forEach(Node::close);
    links.forEach(Link::close);
    kafka.close();
    database.close();
  }
}
