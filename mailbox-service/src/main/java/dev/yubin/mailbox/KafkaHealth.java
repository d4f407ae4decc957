package dev.yubin.mailbox;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Whether Kafka answers now.
final class KafkaHealth implements HealthIndicator, AutoCloseable {
  private static final int TIMEOUT_MILLIS = 2_000;

  private final Admin admin;

  KafkaHealth(Admin admin) {
    this.admin = admin;
  }

  @Override
  public Health health() {
    DescribeClusterOptions options = new DescribeClusterOptions().timeoutMs(TIMEOUT_MILLIS);
    try {
      int brokers = admin.describeCluster(options).nodes().get().size();
      return Health.up().withDetail("brokers", brokers).build();
    } catch (ExecutionException e) {
      return Health.outOfService().withDetail("cause", String.valueOf(e.getCause())).build();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Health.unknown().build();
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
