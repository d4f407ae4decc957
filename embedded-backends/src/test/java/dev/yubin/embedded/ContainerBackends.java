package dev.yubin.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/// Backends in containers, which Testcontainers removes when the JVM has ended.
final class ContainerBackends {
  private static final String POSTGRES_IMAGE = "postgres:17";
  private static final String KAFKA_IMAGE = "apache/kafka:4.1.1";

  private ContainerBackends() {}

  static TestBackends.PostgresSource postgres() {
    PostgreSQLContainer container = new PostgreSQLContainer(POSTGRES_IMAGE);
    container.start();
    return name -> {
      try (Connection connection =
              DriverManager.getConnection(
                  container.getJdbcUrl(), container.getUsername(), container.getPassword());
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + name);
      } catch (SQLException e) {
        throw new BackendFailedException("Database " + name + " could not be made", e);
      }
      return new TestBackends.Database(
          container.withDatabaseName(name).getJdbcUrl(),
          container.getUsername(),
          container.getPassword());
    };
  }

  static String kafka() {
    KafkaContainer container = new KafkaContainer(KAFKA_IMAGE);
    container.start();
    return container.getBootstrapServers();
  }
}
