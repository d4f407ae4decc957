package dev.yubin.standalone.up;

import dev.yubin.embedded.KafkaBroker;
import dev.yubin.embedded.PostgresServer;
import dev.yubin.standalone.instance.CommandFailedException;
import dev.yubin.standalone.instance.DataDirectory;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/// PostgreSQL, Kafka and the four services in this process.
final class Suite implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Suite.class);

  private final ServiceProperties properties;
  private final Progress progress;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("start-", 0).factory());
  private final CompletableFuture<PostgresServer> postgres;
  private final CompletableFuture<KafkaBroker> kafka;
  private final Map<Service, CompletableFuture<ConfigurableApplicationContext>> contexts =
      new EnumMap<>(Service.class);

  private Suite(ServiceProperties properties, Progress progress) {
    this.properties = properties;
    this.progress = progress;
    DataDirectory directory = properties.directory();
    Ports ports = properties.ports();
    kafka = part("Kafka", () -> KafkaBroker.start(directory.kafka(), ports.kafka().number()));
    postgres = part("PostgreSQL", () -> startPostgres(directory, ports));
    // Each begins as soon as what it needs is there.
    contexts.put(Service.DNS, context(Service.DNS, new Backends(null, null)));
    contexts.put(
        Service.SMTP, kafka.thenCompose(k -> context(Service.SMTP, new Backends(null, k))));
    CompletableFuture<Backends> both = postgres.thenCombine(kafka, Backends::new);
    contexts.put(Service.MAILBOX, both.thenCompose(b -> context(Service.MAILBOX, b)));
    contexts.put(Service.DELIVERY, both.thenCompose(b -> context(Service.DELIVERY, b)));
  }

  /// Returns when all parts have started.
  ///
  /// @throws CommandFailedException naming the part that did not; none is left running
  static Suite start(ServiceProperties properties, Progress progress) {
    Suite suite = new Suite(properties, progress);
    try {
      CompletableFuture.allOf(suite.contexts.values().toArray(CompletableFuture[]::new)).join();
      return suite;
    } catch (CompletionException e) {
      suite.close();
      throw e.getCause() instanceof CommandFailedException failure
          ? failure
          : new CommandFailedException("Not started: " + e, e);
    }
  }

  private PostgresServer startPostgres(DataDirectory directory, Ports ports) {
    PostgresServer server =
        PostgresServer.start(
            directory.postgres(),
            ports.postgres().number(),
            step -> progress.reached("PostgreSQL", step));
    server.createDatabase(ServiceProperties.DATABASE);
    return server;
  }

  private CompletableFuture<ConfigurableApplicationContext> context(
      Service service, Backends backends) {
    return part(
        service.label(),
        () ->
            service
                .application()
                .registerShutdownHook(false)
                .run(properties.arguments(service, backends)));
  }

  private <T> CompletableFuture<T> part(String name, Supplier<T> start) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            T started = start.get();
            progress.reached(name, "started");
            return started;
          } catch (RuntimeException e) {
            log.error("event=start-failed part={}", name, e);
            throw new CommandFailedException(
                "%s did not start: %s (more in %s)"
                    .formatted(name, rootMessage(e), properties.directory().log()),
                e);
          }
        },
        threads);
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage() == null ? root.toString() : root.getMessage();
    return message.lines().findFirst().orElse(message);
  }

  /// Drains and stops: no more mail in, then what is half done, then the backends.
  @Override
  public void close() {
    contexts.forEach((service, context) -> stop(service.label(), context));
    stop("Kafka", kafka);
    stop("PostgreSQL", postgres);
    threads.shutdown();
  }

  /// Waits for a part that is still starting; passes over one that failed.
  private void stop(String name, CompletableFuture<? extends AutoCloseable> part) {
    try (AutoCloseable started = part.handle((value, failure) -> value).join()) {
      log.debug("event=stopping part={} started={}", name, started != null);
    } catch (Exception e) {
      log.error("event=stop-failed part={}", name, e);
      progress.reached(name, "did not stop cleanly: " + rootMessage(e));
    }
  }
}
