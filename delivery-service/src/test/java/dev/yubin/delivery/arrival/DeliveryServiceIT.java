package dev.yubin.delivery.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yubin.delivery.peer.ScriptedPeer;
import dev.yubin.dns.MailRoute;
import dev.yubin.mail.Body;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.Hold;
import dev.yubin.mail.MailParameters;
import dev.yubin.mail.OriginalRecipient;
import dev.yubin.mail.Recipient;
import dev.yubin.mail.Recipient.Notify;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/// The whole service on a real PostgreSQL and a real Kafka.
class DeliveryServiceIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String MAIL = "From: bob@example.test\r\nSubject: Hi\r\n\r\nHi.\r\n";
  private static final String GREETING =
      """
      S: 220 mx.elsewhere.test ESMTP
      C: EHLO mx.example.test
      S: 250-mx.elsewhere.test
      S: 250 PIPELINING
      C: MAIL FROM:<bob@example.test>
      C: RCPT TO:<carol@elsewhere.test>
      C: DATA
      """;

  private static Suite suite;
  private static ScriptedPeer peer;
  private static ConfigurableApplicationContext service;
  private static Accounts accounts;

  @BeforeAll
  static void start() throws Exception {
    suite = new Suite();
    peer = new ScriptedPeer(List.of());
    service = startService();
    accounts = new Accounts(service.getBean(DataSource.class));
    accounts.addDomain("example.test");
    for (String name : List.of("alice", "bob", "many", "large", "loop", "busy", "full", "held")) {
      accounts.add(name + "@example.test");
    }
    suite.route("elsewhere.test", "mx.elsewhere.test");
    suite.routes.put("null.test", new MailRoute.NullMx());
  }

  private static ConfigurableApplicationContext startService() {
    return suite.start(
        "yubin.hostname=mx.example.test",
        "yubin.delivery.remote-port=" + peer.address().getPort(),
        "yubin.delivery.retry.schedule=100ms",
        "yubin.delivery.connections.idle=0s");
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
    peer.close();
    suite.close();
  }

  @Test
  void isReadyOnceItsPartitionsAreAssigned() {
    HealthEndpoint health = service.getBean(HealthEndpoint.class);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(health.healthForPath("readiness"))
                    .isNotNull()
                    .extracting(HealthDescriptor::getStatus)
                    .isEqualTo(Status.UP));
  }

  @Test
  void deliversAMailOfManyChunks() {
    String body = "0123456789abcdef\r\n".repeat(100_000);
    suite.accept("", List.of("large@example.test"), "Subject: Large\r\n\r\n" + body);
    await().atMost(SOON).until(() -> accounts.count("large@example.test") == 1);
    assertThat(accounts.messages("large@example.test"))
        .containsExactly(
            "Return-Path: <>\r\nDelivered-To: large@example.test\r\nReceived: from client.test\r\n"
                + "Subject: Large\r\n\r\n"
                + body);
  }

  @Test
  void tellsTheSenderOfAnAliasThatLeadsInACircle() {
    accounts.addAlias("a@example.test", "b@example.test");
    accounts.addAlias("b@example.test", "a@example.test");
    suite.accept("loop@example.test", List.of("a@example.test"), MAIL);
    assertThat(dsn("loop@example.test")).contains("Status: 5.4.6", "Final-Recipient: rfc822; a@");
  }

  @Test
  void relaysAfterARetryAndTellsOfAFailure() {
    int before = accounts.count("bob@example.test");
    peer.add(GREETING + "S: 250 Ok\nS: 450 4.2.0 Greylisted\nS: 503 No\nC: QUIT\nS: 221 Bye");
    peer.add(
        GREETING + "S: 250 Ok\nS: 250 Ok\nS: 354 Go on\n[mail]\nS: 250 Ok\nC: QUIT\nS: 221 Bye");
    suite.accept("bob@example.test", List.of("carol@elsewhere.test"), MAIL);
    await().atMost(SOON).until(() -> peer.mails().size() == 1);
    assertThat(peer.mails()).containsExactly("Received: from client.test\r\n" + MAIL);
    await().atMost(SOON).until(() -> outboundRows("elsewhere.test") == 0);
    assertThat(accounts.count("bob@example.test")).isEqualTo(before);

    peer.add(GREETING + "S: 250 Ok\nS: 550 5.1.1 Nobody\nS: 503 No\nC: QUIT\nS: 221 Bye");
    suite.accept("bob@example.test", List.of("carol@elsewhere.test"), MAIL);
    assertThat(dsn("bob@example.test"))
        .startsWith("Return-Path: <>\r\n")
        .contains(
            "Final-Recipient: rfc822; carol@elsewhere.test\r\nAction: failed\r\nStatus: 5.1.1\r\n"
                + "Remote-MTA: dns; mx.elsewhere.test\r\n"
                + "Diagnostic-Code: smtp; 550 5.1.1 Nobody\r\n",
            "Subject: Hi\r\n");
    assertThat(peer.deviations()).isEmpty();
  }

  @Test
  void givesTheWholeMailBackWhereItIsAskedFor() {
    // RFC 3461 §4.3, §6
    MailParameters parameters =
        new MailParameters(
            Body.SEVEN_BIT,
            false,
            Optional.of("QQ314159"),
            Optional.of(MailParameters.Returned.FULL),
            false,
            Optional.empty(),
            Optional.empty(),
            0);
    Recipient unknown =
        new Recipient(
            EmailAddress.of("x@null.test"),
            Set.of(Notify.FAILURE),
            Optional.of(new OriginalRecipient("rfc822", "y@example.test")));
    suite.accept("full@example.test", parameters, List.of(unknown), MAIL);
    assertThat(dsn("full@example.test"))
        .contains(
            "Original-Envelope-Id: QQ314159\r\n",
            "Original-Recipient: rfc822; y@example.test\r\nFinal-Recipient: rfc822; x@null.test\r\n",
            "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: 7bit\r\n\r\n"
                + "Received: from client.test\r\n"
                + MAIL);
  }

  @Test
  void letsAHeldMailGoByItself() {
    // RFC 4865
    MailParameters parameters =
        new MailParameters(
            Body.SEVEN_BIT,
            false,
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.of(Hold.until(Instant.now().plusSeconds(3600))),
            0);
    Recipient held = Recipient.of(EmailAddress.of("held@example.test"));
    suite.accept("held@example.test", parameters, List.of(held), MAIL);
    await().atMost(SOON).until(() -> outboundRows("") == 1);
    accounts.jdbc().sql("update outbound set due_at = now() where destination = ''").update();
    await().atMost(SOON).until(() -> accounts.count("held@example.test") == 1);
    assertThat(outboundRows("")).isZero();
  }

  @Test
  void tellsTheSenderOfDomainsThatTakeNoMail() {
    suite.accept("alice@example.test", List.of("x@null.test"), MAIL);
    suite.accept("alice@example.test", List.of("x@nowhere.test"), MAIL);
    await().atMost(SOON).until(() -> accounts.count("alice@example.test") == 2);
    assertThat(String.join("", accounts.messages("alice@example.test")))
        .contains("Status: 5.1.10", "Status: 5.1.2");
  }

  @Test
  void deliversExactlyOnceWhileInstancesComeAndGo() {
    for (int i = 0; i < 100; i++) {
      acceptMany(i);
    }
    try (ConfigurableApplicationContext second = startService()) {
      for (int i = 100; i < 200; i++) {
        acceptMany(i);
      }
      await().atMost(SOON).until(() -> accounts.count("many@example.test") > 100);
      assertThat(second.isRunning()).isTrue();
    }
    for (int i = 200; i < 300; i++) {
      acceptMany(i);
    }
    await().atMost(SOON).until(() -> accounts.count("many@example.test") >= 300);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      expected.add("Subject: " + i);
    }
    assertThat(accounts.messages("many@example.test"))
        .extracting(message -> message.lines().skip(3).findFirst().orElse(""))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static void acceptMany(int number) {
    suite.accept("", List.of("many@example.test"), "Subject: " + number + "\r\n\r\n");
  }

  private static String dsn(String sender) {
    await()
        .atMost(SOON)
        .until(() -> accounts.messages(sender).stream().anyMatch(m -> m.contains("MAILER-DAEMON")));
    return accounts.messages(sender).getLast();
  }

  private static int outboundRows(String destination) {
    return accounts
        .jdbc()
        .sql("select count(*) from outbound where destination = ?")
        .param(destination)
        .query(Integer.class)
        .single();
  }
}
