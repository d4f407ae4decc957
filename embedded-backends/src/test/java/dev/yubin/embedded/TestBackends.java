package dev.yubin.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/// One PostgreSQL and one Kafka broker for all tests of a JVM, each started by the first test that
/// asks for it: from Testcontainers where a Docker engine answers, else the embedded ones on
/// temporary directories. Both end with the JVM.
///
/// A module that uses it has `embedded-backends` (jar and test-jar), `testcontainers-kafka` and
/// `testcontainers-postgresql` in test scope.
public final class TestBackends {
  private static final Logger log = LoggerFactory.getLogger(TestBackends.class);
  private static final AtomicInteger databases = new AtomicInteger();
  private static final Supplier<Boolean> docker = Once.of(TestBackends::dockerAnswers);
  private static final Supplier<PostgresSource> postgres = Once.of(TestBackends::startPostgres);
  private static final Supplier<String> kafka = Once.of(TestBackends::startKafka);

  private TestBackends() {}

  /// A database of its own, for `spring.datasource.*`.
  public record Database(String jdbcUrl, String user, String password) {}

  /// A fresh, empty database.
  public static Database postgres() {
    return postgres.get().create("test_" + databases.incrementAndGet());
  }

  /// For `spring.kafka.bootstrap-servers`. Topics of other tests of the JVM may be there.
  public static String kafka() {
    return kafka.get();
  }

  interface PostgresSource {
    Database create(String name);
  }

  private static boolean dockerAnswers() {
    boolean answers;
    try {
      answers = DockerClientFactory.instance().isDockerAvailable();
    } catch (RuntimeException e) {
      answers = false;
    }
    log.info(
        "event=test-backends taken={} because={}",
        answers ? "testcontainers" : "embedded",
        answers ? "a-docker-engine-answers" : "no-docker-engine-answers");
    return answers;
  }

  private static PostgresSource startPostgres() {
    if (docker.get()) {
      return ContainerBackends.postgres();
    }
    Path directory = temporaryDirectory("yubin-test-postgres");
    PostgresServer server = PostgresServer.start(directory, 0);
    atExit(server, directory);
    return name -> {
      server.createDatabase(name);
      return new Database(server.jdbcUrl(name), server.user(), server.password());
    };
  }

  private static String startKafka() {
    if (docker.get()) {
      return ContainerBackends.kafka();
    }
    Path directory = temporaryDirectory("yubin-test-kafka");
    KafkaBroker broker = KafkaBroker.start(directory, 0);
    atExit(broker, directory);
    return broker.bootstrapServers();
  }

  private static Path temporaryDirectory(String prefix) {
    try {
      return Files.createTempDirectory(prefix);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void atExit(AutoCloseable backend, Path directory) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    backend.close();
                    Directories.delete(directory);
                  } catch (Exception e) {
                    log.warn("event=test-backend-left directory={}", directory, e);
                  }
                }));
  }
}
