package dev.yubin.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yubin.deploy.Expressions;
import dev.yubin.testing.dns.DnsZone;
import dev.yubin.testing.dns.ScriptedDnsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A mail's ways through four processes: in to a mailbox, out to another host, and back as a DSN.
class FourServicesIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String MAIL =
      """
      From: A <a@remote.test>\r
      To: alice@example.test\r
      Subject: First mail\r
      Message-ID: <first@remote.test>\r
      \r
      .A line that begins with a dot\r
      and the last one.\r
      """;

  private static RemoteHost remote;
  private static ScriptedDnsServer dns;
  private static FourServices services;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    // The first exchange of elsewhere.test is an address on which nobody listens.
    remote = new RemoteHost(InetAddress.getByName("127.0.0.2"), 0);
    dns =
        ScriptedDnsServer.serving(
            DnsZone.of(
                "elsewhere.test",
                """
                @ MX 20 mx2
                @ MX 10 mx1
                mx1 A 127.0.0.3
                mx2 A 127.0.0.2
                """));
    services =
        FourServices.start(
            directory,
            "256m",
            Map.of(
                "management.endpoints.web.exposure.include",
                "health,prometheus,env,configprops",
                "yubin.delivery.probe.address",
                "probe@example.test",
                "yubin.delivery.webhook.url",
                "http://127.0.0.1:1/",
                "yubin.delivery.webhook.secret-file",
                webhookSecret(directory),
                "yubin.dns.upstreams",
                dns.upstream(),
                "yubin.delivery.remote-port",
                Integer.toString(remote.port()),
                "yubin.delivery.retry.schedule",
                "1s"));
    services.createDomain("example.test");
    services.createAccount("alice@example.test");
    services.createAccount("bob@example.test");
    services.createAccount("probe@example.test");
    services.createAlias("sales@example.test", "alice@example.test");
  }

  private static String webhookSecret(Path directory) throws IOException {
    return Files.writeString(directory.resolve("webhook"), "a secret of 16 octets").toString();
  }

  @AfterAll
  static void stop() throws IOException {
    services.close();
    remote.close();
    dns.close();
  }

  @Test
  void bringsAMailIntoTheMailboxByteForByte() throws IOException {
    send("a@remote.test", "alice@example.test", MAIL.replace("First mail", "Byte for byte"));

    String stored = services.awaitMail("alice@example.test", "Byte for byte");

    String[] headerAndRest = stored.split("(?=From: A <)", 2);
    assertThat(headerAndRest[1]).isEqualTo(MAIL.replace("First mail", "Byte for byte"));
    assertThat(headerAndRest[0])
        .startsWith("Return-Path: <a@remote.test>\r\nDelivered-To: alice@example.test\r\n")
        .contains("Received: from ");
    try (LineClient imap = imap("alice@example.test")) {
      imap.imap("SELECT INBOX");
      List<String> found = imap.imap("SEARCH SUBJECT \"Byte for byte\"");
      String number = found.getFirst().replaceAll("\\D+", "");
      List<String> fetched = imap.imap("FETCH " + number + " (RFC822.SIZE BODY.PEEK[])");
      assertThat(fetched.getFirst()).contains("RFC822.SIZE " + stored.length());
      assertThat(String.join("\r\n", fetched)).contains(stored.stripTrailing());
    }
  }

  @Test
  void followsAnAlias() throws IOException {
    send("a@remote.test", "sales@example.test", MAIL.replace("First mail", "To an alias"));

    assertThat(services.awaitMail("alice@example.test", "To an alias")).contains("To an alias");
  }

  @Test
  void wakesAnIdleSessionOfAnotherProcess() throws IOException {
    try (LineClient idle = imap("bob@example.test")) {
      idle.imap("SELECT INBOX");
      idle.send("t IDLE");
      assertThat(idle.readLine()).startsWith("+");

      send("a@remote.test", "bob@example.test", MAIL.replace("First mail", "Wake up"));

      assertThat(idle.readLine()).matches("\\* \\d+ EXISTS");
    }
  }

  @Test
  void refusesUnknownRecipientsAndForeignDomains() throws IOException {
    refuseRecipients();
  }

  private static void refuseRecipients() throws IOException {
    try (LineClient smtp = services.connect("smtp")) {
      smtp.smtpReply();
      smtp.smtp("EHLO client.test", "250");
      smtp.smtp("MAIL FROM:<a@remote.test>", "250 2.1.0");
      smtp.smtp("RCPT TO:<nobody@example.test>", "550 5.1.1");
      smtp.smtp("RCPT TO:<carol@elsewhere.test>", "550 5.7.1");
      smtp.smtp("QUIT", "221");
    }
  }

  @Test
  void relaysASubmissionToTheNextExchangeThatAnswers() throws IOException {
    submit("carol@elsewhere.test", MAIL.replace("First mail", "Relayed"));

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(remote.mails())
                    .filteredOn(mail -> mail.octets().contains("Relayed"))
                    .singleElement()
                    .satisfies(
                        mail -> {
                          assertThat(mail.reversePath()).isEqualTo("bob@example.test");
                          assertThat(mail.recipients()).containsExactly("carol@elsewhere.test");
                          assertThat(mail.octets())
                              .endsWith(fromBob(MAIL.replace("First mail", "Relayed")));
                        }));
  }

  @Test
  void triesAgainAfterATemporaryRefusal() throws IOException {
    remote.willAnswerRcpt("450 4.2.1 Later");
    submit("carol@elsewhere.test", MAIL.replace("First mail", "Try again"));

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(remote.mails())
                    .filteredOn(mail -> mail.octets().contains("Try again"))
                    .hasSize(1));
  }

  @Test
  void tellsTheSenderOfAPermanentRefusal() throws IOException {
    remote.willAnswerRcpt("550 5.1.1 No such person");
    submit("nobody@elsewhere.test", MAIL.replace("First mail", "Refused"));

    assertThat(services.awaitMail("bob@example.test", "nobody@elsewhere.test"))
        .contains("Return-Path: <>", "multipart/report", "Status: 5.1.1", "No such person");
  }

  @Test
  void tellsTheSenderOfAnUnknownDomain() throws IOException {
    submit("carol@nowhere.elsewhere.test", MAIL);

    assertThat(services.awaitMail("bob@example.test", "carol@nowhere.elsewhere.test"))
        .contains("Status: 5.1.2");
  }

  /// What is counted by what happened is there once it has.
  @Test
  void everyMetricOfADashboardOrAnAlertIsTold() throws Exception {
    send("a@remote.test", "alice@example.test", MAIL.replace("First mail", "Counted"));
    submit("carol@elsewhere.test", MAIL.replace("First mail", "Counted too"));
    refuseRecipients();
    try (LineClient smtp = services.connect("smtp")) {
      smtp.smtpReply();
      smtp.smtp("EHLO client.test", "250");
      smtp.smtp("MAIL FROM:<a@remote.test>", "250");
      smtp.smtp("RCPT TO:<alice@example.test>", "250");
      smtp.smtp("DATA", "354");
      smtp.send("A bare\rcarriage return");
      smtp.smtp(".", "550 5.6.11");
    }
    services.awaitMail("alice@example.test", "Counted");
    try (LineClient imap = imap("alice@example.test")) {
      imap.imap("SELECT INBOX");
    }

    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(services.metrics()).containsAll(Expressions.metrics()));
  }

  /// These endpoints are shut by default (`ActuatorTest`) and open here.
  @Test
  void noSecretIsToldByActuator() throws Exception {
    for (String name : FourServices.NAMES) {
      for (String endpoint : List.of("env", "configprops", "health", "prometheus")) {
        HttpResponse<String> told = services.actuator(name, endpoint);

        assertThat(told.statusCode()).as("%s of %s", endpoint, name).isEqualTo(200);
        assertThat(told.body()).doesNotContain(FourServices.SECRETS);
      }
    }
  }

  private static void send(String from, String to, String mail) throws IOException {
    try (LineClient smtp = services.connect("smtp")) {
      assertThat(smtp.smtpReply().getFirst()).startsWith("220 mail.example.test");
      smtp.smtp("EHLO client.test", "250");
      smtp.transaction(from, to, mail);
    }
  }

  private static void submit(String to, String mail) throws IOException {
    try (LineClient smtp = services.connect("submission")) {
      smtp.smtpReply();
      smtp.smtp("EHLO client.test", "250");
      smtp.smtp("STARTTLS", "220");
      smtp.startTls();
      assertThat(String.join("\n", smtp.smtp("EHLO client.test")))
          .containsPattern("AUTH .*\\bPLAIN\\b");
      String response = "\0bob@example.test\0" + FourServices.PASSWORD;
      smtp.smtp(
          "AUTH PLAIN " + Base64.getEncoder().encodeToString(response.getBytes(UTF_8)),
          "235 2.7.0");
      smtp.transaction("bob@example.test", to, fromBob(mail));
    }
  }

  private static String fromBob(String mail) {
    return mail.replace("From: A <a@remote.test>", "From: Bob <bob@example.test>");
  }

  private static LineClient imap(String address) throws IOException {
    LineClient imap = services.connect("imap");
    imap.readLine();
    imap.imap("LOGIN " + address + " \"" + FourServices.PASSWORD + "\"");
    return imap;
  }
}
