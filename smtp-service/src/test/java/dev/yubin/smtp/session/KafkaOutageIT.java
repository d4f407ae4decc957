package dev.yubin.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yubin.directory.DirectoryEntry;
import dev.yubin.embedded.KafkaBroker;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The service while Kafka is not there.
class KafkaOutageIT {
  private static final String[] IMPATIENT = {
    "--spring.kafka.producer.properties[max.block.ms]=2000",
    "--spring.kafka.producer.properties[request.timeout.ms]=1000",
    "--spring.kafka.producer.properties[delivery.timeout.ms]=2000"
  };

  @TempDir Path certificates;
  @TempDir Path data;

  @Test
  void answers451WhileKafkaIsDownAndAcceptsWhenItIsBack() throws Exception {
    KafkaBroker broker = KafkaBroker.start(data, 0);
    String kafka = broker.bootstrapServers();
    try (RunningService service = new RunningService(kafka, certificates, IMPATIENT)) {
      awaitReady(service);
      RunningService.publish(
          kafka,
          new DirectoryEntry.Domain("example.test"),
          new DirectoryEntry.Account(1, "alice@example.test"));
      await().until(() -> accepts(service));
      broker.close();
      assertThat(deliver(service)).startsWith("451 4.3.0 ");
      assertThat(service.isReady()).isFalse();
      assertThat(service.isLive()).isTrue();
      try (KafkaBroker again = KafkaBroker.start(data, broker.port())) {
        assertThat(again.bootstrapServers()).isEqualTo(kafka);
        await().atMost(Duration.ofMinutes(1)).until(() -> deliver(service).startsWith("250 "));
        awaitReady(service);
      }
    }
  }

  @Test
  void startsBeforeKafkaAndIsReadyWhenKafkaIs() throws Exception {
    int port = freePort();
    try (RunningService service =
        new RunningService("127.0.0.1:" + port, certificates, IMPATIENT)) {
      assertThat(service.isReady()).isFalse();
      try (SmtpClient client = service.client("mx")) {
        client.ask("HELO client.test");
        client.ask("MAIL FROM:<>");
        assertThat(client.ask("RCPT TO:<alice@example.test>")).startsWith("451 4.3.0 ");
      }
      try (KafkaBroker broker = KafkaBroker.start(data, port)) {
        assertThat(broker.port()).isEqualTo(port);
        awaitReady(service);
      }
    }
  }

  private static void awaitReady(RunningService service) {
    await().atMost(Duration.ofMinutes(1)).until(service::isReady);
  }

  private static boolean accepts(RunningService service) throws IOException {
    try (SmtpClient client = service.client("mx")) {
      client.ask("HELO client.test");
      client.ask("MAIL FROM:<>");
      return client.ask("RCPT TO:<alice@example.test>").startsWith("250 ");
    }
  }

  private static String deliver(RunningService service) throws IOException {
    try (SmtpClient client = service.upToData()) {
      client.send("Subject: x\r\n\r\n.\r\n");
      return client.reply();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
