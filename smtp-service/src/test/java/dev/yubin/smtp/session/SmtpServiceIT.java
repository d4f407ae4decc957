package dev.yubin.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.yubin.auth.CredentialProofs;
import dev.yubin.directory.DirectoryEntry;
import dev.yubin.embedded.TestBackends;
import dev.yubin.mail.AcceptedMail;
import dev.yubin.mail.MailId;
import dev.yubin.mail.MailRecord;
import dev.yubin.smtp.login.TestLogins;
import dev.yubin.topic.TopicJson;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The service on a real Kafka.
class SmtpServiceIT {
  private static final byte[] LINE = ("x".repeat(76) + "\r\n").getBytes(StandardCharsets.US_ASCII);

  @TempDir static Path certificates;

  private static HttpServer accounts;
  private static RunningService service;

  @BeforeAll
  static void start() throws Exception {
    accounts = startAccounts();
    service =
        new RunningService(
            TestBackends.kafka(),
            certificates,
            "--yubin.services.mailbox-url=http://127.0.0.1:" + accounts.getAddress().getPort(),
            "--yubin.services.secret=between-us");
    await().atMost(Duration.ofMinutes(1)).until(service::isReady);
    RunningService.publish(
        TestBackends.kafka(),
        new DirectoryEntry.Domain("example.test"),
        new DirectoryEntry.Account(1, "alice@example.test"));
    await().until(SmtpServiceIT::knowsAlice);
  }

  @AfterAll
  static void stop() {
    service.close();
    accounts.stop(0);
  }

  @Test
  void putsAMailIntoKafkaByteForByte() throws IOException {
    String content = "Subject: first mail\r\n\r\n.dots\r\n\u00fc\r\n";
    try (SmtpClient client = service.upToData()) {
      client.send(content.replace("\r\n.", "\r\n..") + ".\r\n");
      List<MailRecord> records = records(client.reply());
      assertThat(records).hasSize(1);
      String mail = new String(records.getFirst().octets(), StandardCharsets.ISO_8859_1);
      assertThat(mail).startsWith("Received: from client.test ").endsWith(content);
    }
    assertThat(service.metrics()).contains("yubin_smtp_mails_accepted_total");
  }

  @Test
  void streamsAMailOf50MegabytesInChunks() throws Exception {
    int lines = 50 * 1024 * 1024 / LINE.length;
    MessageDigest sent = MessageDigest.getInstance("SHA-256");
    List<MailRecord> records;
    try (SmtpClient client = service.upToData()) {
      for (int i = 0; i < lines; i++) {
        client.send(LINE);
        sent.update(LINE);
      }
      client.send(".\r\n");
      records = records(client.reply());
    }
    MailRecord.Last last = (MailRecord.Last) records.getLast();
    assertThat(records).hasSize(last.mail().contentChunks() + 1).hasSize(101);
    MessageDigest stored = MessageDigest.getInstance("SHA-256");
    for (int i = 0; i < records.size() - 1; i++) {
      MailRecord.Chunk chunk = (MailRecord.Chunk) records.get(i);
      assertThat(chunk.sequence()).isEqualTo(i + 1);
      assertThat(chunk.octets()).hasSizeLessThanOrEqualTo(AcceptedMail.CHUNK_SIZE);
      stored.update(chunk.octets());
    }
    assertThat(stored.digest()).isEqualTo(sent.digest());
    assertThat(last.mail().size()).isEqualTo((long) lines * LINE.length + last.octets().length);
  }

  @Test
  void refusesAMailOverTheLimit() throws IOException {
    try (SmtpClient client = service.upToData()) {
      for (int i = 0; i <= 50 * 1024 * 1024 / LINE.length; i++) {
        client.send(LINE);
      }
      client.send(".\r\n");
      assertThat(client.reply()).startsWith("552 5.3.4 ");
      assertThat(client.ask("NOOP")).startsWith("250 ");
    }
  }

  @Test
  void asksMailboxServiceWhoLogsIn() throws Exception {
    try (SmtpClient client = service.client("submission")) {
      client.ask("EHLO laptop");
      assertThat(client.ask("STARTTLS")).startsWith("220 ");
      client.startTls();
      client.ask("EHLO laptop");
      assertThat(client.ask("AUTH PLAIN AGFsaWNlQGV4YW1wbGUudGVzdAB3cm9uZw=="))
          .startsWith("535 5.7.8 ");
      assertThat(client.ask("AUTH PLAIN AGFsaWNlQGV4YW1wbGUudGVzdAB5dWJpbi1kZW1v"))
          .startsWith("235 2.7.0 ");
      client.ask("MAIL FROM:<alice@example.test>");
      assertThat(client.ask("RCPT TO:<carol@elsewhere.test>")).startsWith("250 2.1.5 ");
    }
  }

  private static List<MailRecord> records(String reply) {
    assertThat(reply).startsWith("250 2.0.0 Accepted as ");
    MailId id = MailId.parse(reply.substring(reply.lastIndexOf(' ') + 1));
    return MailTopic.records(TestBackends.kafka(), id);
  }

  private static boolean knowsAlice() throws IOException {
    try (SmtpClient client = service.client("mx")) {
      client.ask("HELO client.test");
      client.ask("MAIL FROM:<>");
      return client.ask("RCPT TO:<alice@example.test>").startsWith("250 ");
    }
  }

  /// The HTTP side of mailbox-service as smtp-service sees it.
  private static HttpServer startAccounts() throws IOException {
    TestLogins logins = new TestLogins();
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/internal/v1/credentials/",
        exchange -> {
          String[] path = exchange.getRequestURI().getRawPath().split("/");
          String address = URLDecoder.decode(path[4], StandardCharsets.UTF_8);
          boolean allowed =
              "Bearer between-us".equals(exchange.getRequestHeaders().getFirst("Authorization"));
          Object answer =
              path[5].equals("salt")
                  ? logins.salt(address)
                  : logins.verify(
                      address,
                      TopicJson.decode(
                          exchange.getRequestBody().readAllBytes(), CredentialProofs.Proof.class));
          byte[] body = TopicJson.encode(answer);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(allowed ? 200 : 401, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }
}
