package dev.yubin.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yubin.directory.DirectoryEntry;
import dev.yubin.embedded.TestBackends;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two instances of the service on a real Kafka.
class GreylistingIT {
  @TempDir static Path certificates;

  private final AtomicInteger senders = new AtomicInteger();

  @Test
  void whoHasComeBackToOneInstanceIsKnownToAllOfThem() throws Exception {
    try (RunningService one = greylisting();
        RunningService another = greylisting()) {
      await().atMost(Duration.ofMinutes(1)).until(() -> one.isReady() && another.isReady());
      RunningService.publish(
          TestBackends.kafka(),
          new DirectoryEntry.Domain("example.test"),
          new DirectoryEntry.Account(1, "alice@example.test"));
      await().until(() -> reply(one, newSender()).startsWith("451 4.7.1 "));
      await().until(() -> reply(another, newSender()).startsWith("451 4.7.1 "));

      String sender = newSender();
      assertThat(reply(one, sender)).startsWith("451 4.7.1 ");
      assertThat(reply(one, sender)).startsWith("250 ");

      // Always another sender: only the network can be what is known.
      await().until(() -> reply(another, newSender()).startsWith("250 "));
    }
  }

  private static RunningService greylisting() {
    return new RunningService(
        TestBackends.kafka(),
        certificates,
        "--yubin.smtp.greylisting.enabled=true",
        "--yubin.smtp.greylisting.delay=0s");
  }

  private String newSender() {
    return "s" + senders.incrementAndGet() + "@remote.test";
  }

  private static String reply(RunningService service, String sender) throws IOException {
    try (SmtpClient client = service.client("mx")) {
      client.ask("EHLO client.test");
      client.ask("MAIL FROM:<" + sender + ">");
      return client.ask("RCPT TO:<alice@example.test>");
    }
  }
}
