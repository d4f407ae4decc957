package dev.yubin.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yubin.mail.MailRecord;
import dev.yubin.server.Network;
import dev.yubin.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/// What a dialogue in a text file cannot say.
class SmtpSessionTest {
  @TempDir static Path certificates;

  private TestServer server;

  @BeforeEach
  void start() {
    server = new TestServer(certificates, List.of());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /// RFC 5321 §4.5.3.1.6.
  @Test
  void refusesAMailWithALineOf1001Octets() throws IOException {
    assertThat(deliver("x".repeat(999) + "\r\n.\r\n"))
        .isEqualTo("500 5.5.2 A line of the mail is longer than 1,000 octets");
    assertThat(deliver("x".repeat(998) + "\r\n.\r\n")).startsWith("250 2.0.0 ");
  }

  /// RFC 5321 §6.3.
  @Test
  void refusesAMailThatGoesInCircles() throws IOException {
    assertThat(deliver("Received: x\r\n".repeat(101) + "\r\n.\r\n")).startsWith("554 5.4.6 ");
    assertThat(deliver("Received: x\r\n".repeat(100) + "\r\n.\r\n")).startsWith("250 2.0.0 ");
  }

  @Test
  void aLargeMailIsPutOffWhileAnotherHasTheMemory() throws IOException {
    String large = "x".repeat(78).concat("\r\n").repeat(400);
    try (SmtpClient slow = upToData()) {
      slow.send(large);
      await().until(() -> deliver(large + ".\r\n"), reply -> reply.startsWith("452 4.3.1 "));
      assertThat(deliver("small\r\n.\r\n")).startsWith("250 ");
      slow.send(".\r\n");
      assertThat(slow.reply()).startsWith("250 ");
    }
    assertThat(deliver(large + ".\r\n")).startsWith("250 ");
  }

  @Test
  void aClientThatLeavesWithinAMailGivesItsMemoryBack() throws IOException {
    String large = "x".repeat(78).concat("\r\n").repeat(400);
    try (SmtpClient data = upToData()) {
      data.send(large);
      await().until(() -> deliver(large + ".\r\n"), reply -> reply.startsWith("452 4.3.1 "));
    }
    await().until(() -> deliver(large + ".\r\n"), reply -> reply.startsWith("250 "));
  }

  /// RFC 1870 §6.3.
  @Test
  void refusesALargeMailAfterItsEndAndGoesOn() throws IOException {
    try (SmtpClient client = upToData()) {
      client.send("x".repeat(78).concat("\r\n").repeat(900) + ".\r\n");
      assertThat(client.reply()).startsWith("552 5.3.4 ");
      assertThat(client.ask("NOOP")).startsWith("250 ");
    }
    assertThat(server.accepted()).isEmpty();
  }

  @Test
  void doesNotReadForEverWhatIsFarTooLarge() throws IOException {
    try (SmtpClient client = upToData()) {
      client.send("x".repeat(78).concat("\r\n").repeat(2_000));
      assertThat(client.reply()).startsWith("552 5.3.4 ");
      assertThat(client.line()).isNull();
    }
  }

  @Test
  void takesAMailOfExactlyTheLimit() throws IOException {
    String line = "x".repeat(126) + "\r\n";
    assertThat(deliver(line.repeat(512) + ".\r\n")).startsWith("250 ");
    assertThat(deliver(line.repeat(512) + "\r\n.\r\n")).startsWith("552 5.3.4 ");
  }

  @Test
  void asksToTryAgainWhenKafkaDoesNotTakeTheMail() throws IOException {
    server.producer.sendException = new TimeoutException("no broker");
    assertThat(deliver("Subject: x\r\n\r\n.\r\n"))
        .isEqualTo("451 4.3.0 The mail could not be stored, try again later");
    assertThat(server.meters.counter("yubin.smtp.mails.accepted").count()).isZero();
    assertThat(
            server
                .meters
                .get("yubin.smtp.mails.refused")
                .tag("reply", "451 4.3.0")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void saysAcceptedWithTheIdThatKafkaHas() throws IOException {
    String reply = deliver("Subject: x\r\n\r\n.\r\n");
    MailRecord.Last mail = server.accepted().getFirst();
    assertThat(reply).isEqualTo("250 2.0.0 Accepted as " + mail.id());
    assertThat(mail.mail().ingress().helo()).isEqualTo("client.test");
    assertThat(mail.mail().size()).isEqualTo(mail.octets().length);
  }

  @Test
  void tellsWhatHasBeenAccepted() throws IOException {
    deliver("Subject: x\r\n\r\n.\r\n");
    String event =
        server.producer.history().stream()
            .filter(record -> record.topic().equals(Topics.MAIL_EVENTS))
            .map(record -> new String(record.value(), StandardCharsets.UTF_8))
            .findFirst()
            .orElseThrow();
    assertThat(event)
        .contains("\"type\":\"accepted\"")
        .contains("\"reversePath\":\"sender@remote.test\"")
        .contains("\"recipients\":[\"alice@example.test\"]");
  }

  @Test
  void letsAMailBeginTheCountOfIdleCommandsAnew() throws IOException {
    try (SmtpClient client = upToData()) {
      for (int mail = 0; mail < 3; mail++) {
        assertThat(client.ask("\r\n.")).startsWith("250 2.0.0 ");
        for (int i = 0; i < 20; i++) {
          assertThat(client.ask("NOOP")).startsWith("250 ");
        }
        client.ask("MAIL FROM:<sender@remote.test>");
        client.ask("RCPT TO:<alice@example.test>");
        client.ask("DATA");
      }
    }
  }

  /// RFC 5321 §4.5.3.1.10.
  @Test
  void takesAsManyRecipientsAsItSays() throws IOException {
    try (TestServer trusting = new TestServer(certificates, List.of(Network.of("127.0.0.1")));
        SmtpClient client = new SmtpClient(trusting.address("mx"))) {
      client.reply();
      client.ask("HELO client.test");
      client.ask("MAIL FROM:<>");
      for (int i = 0; i < 100; i++) {
        assertThat(client.ask("RCPT TO:<r" + i + "@elsewhere.test>")).startsWith("250 2.1.5 ");
      }
      assertThat(client.ask("RCPT TO:<r100@elsewhere.test>")).startsWith("452 4.5.3 ");
      // The others get the mail, and whom there was no room for gets it with the next.
      client.ask("DATA");
      assertThat(client.ask(".")).startsWith("250 2.0.0 ");
      client.ask("MAIL FROM:<>");
      assertThat(client.ask("RCPT TO:<r100@elsewhere.test>")).startsWith("250 2.1.5 ");
    }
  }

  /// RFC 5321 §3.8.
  @Test
  void tellsIdleClientsThatItStopsAndLetsARunningMailFinish() throws Exception {
    try (SmtpClient idle = new SmtpClient(server.address("mx"));
        SmtpClient busy = upToData()) {
      assertThat(idle.reply()).startsWith("220 ");
      busy.send("Subject: x\r\n");
      Thread stopping = Thread.ofVirtual().start(server::stop);
      assertThat(idle.line()).startsWith("421 4.3.2 mx.example.test ");
      assertThat(idle.line()).isNull();
      busy.send("\r\n.\r\n");
      assertThat(busy.reply()).startsWith("250 2.0.0 Accepted as ");
      assertThat(busy.reply()).startsWith("421 4.3.2 ");
      assertThat(busy.line()).isNull();
      stopping.join();
    }
    assertThat(server.accepted()).hasSize(1);
  }

  /// RFC 5321 §4.5.3.2.
  @Test
  void givesUpAClientThatFallsSilentWithinAMail() throws IOException {
    SmtpProperties impatient =
        new SmtpProperties(
            0,
            0,
            0,
            0,
            DataSize.ofKilobytes(64),
            100,
            5,
            20,
            100,
            Duration.ofMillis(300),
            Duration.ofMinutes(5),
            Duration.ofSeconds(20),
            Duration.ofDays(30),
            List.of());
    try (TestServer other = new TestServer(certificates, impatient);
        SmtpClient client = upToData(other)) {
      client.send("Subject: x\r\n");
      assertThat(client.reply()).startsWith("421 4.4.2 ");
      assertThat(client.line()).isNull();
      assertThat(other.accepted()).isEmpty();
    }
  }

  @Test
  void tellsANetworkThatItHasSessionsEnough() throws IOException {
    List<Network> proxies = List.of(Network.of("127.0.0.0/8"));
    try (TestServer proxied =
            new TestServer(
                certificates,
                TestServer.Setting.of(TestServer.properties(List.of())).behind(proxies));
        SmtpClient first = behindProxy(proxied);
        SmtpClient second = behindProxy(proxied);
        SmtpClient third = behindProxy(proxied)) {
      assertThat(first.reply() + second.reply() + third.reply())
          .contains("421 4.7.0 mx.example.test Too many connections from your network");
    }
  }

  private static SmtpClient behindProxy(TestServer server) throws IOException {
    SmtpClient client = new SmtpClient(server.address("mx"));
    client.send("PROXY TCP4 192.0.2.7 192.0.2.25 56324 25\r\n");
    return client;
  }

  @Test
  void forgetsAMailWhoseSenderLeavesWithinIt() throws IOException {
    SmtpClient client = upToData();
    client.send("Subject: x\r\n\r\n.");
    client.close();
    await()
        .until(
            () -> server.meters.get("yubin.sessions").tag("protocol", "smtp").gauge().value() == 0);
    assertThat(server.accepted()).isEmpty();
  }

  private String deliver(String data) throws IOException {
    try (SmtpClient client = upToData()) {
      client.send(data);
      return client.reply();
    }
  }

  private SmtpClient upToData() throws IOException {
    return upToData(server);
  }

  private static SmtpClient upToData(TestServer server) throws IOException {
    SmtpClient client = new SmtpClient(server.address("mx"));
    client.reply();
    client.ask("EHLO client.test");
    client.ask("MAIL FROM:<sender@remote.test>");
    client.ask("RCPT TO:<alice@example.test>");
    assertThat(client.ask("DATA")).startsWith("354 ");
    return client;
  }
}
