package dev.yubin.delivery.tlsrpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yubin.delivery.arrival.Suite;
import dev.yubin.delivery.peer.ScriptedPeer;
import dev.yubin.dns.DnssecState;
import dev.yubin.dns.MailHost;
import dev.yubin.dns.MailRoute;
import dev.yubin.dns.TlsWishes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// From a session to the report of its day, which goes the way of all mail.
class TlsReportsIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String TAKES_MAIL =
      """
      S: 220 mx ESMTP
      C: EHLO mx.example.test
      S: 250 mx
      C: MAIL FROM:<%s>
      S: 250 Ok
      C: RCPT TO:<%s>
      S: 250 Ok
      C: DATA
      S: 354 Go on
      [mail]
      S: 250 Ok
      C: QUIT
      S: 221 Bye
      """;

  @Test
  void tellsADomainOfTheSessionsOfADay() throws Exception {
    try (Suite suite = new Suite();
        ScriptedPeer peer =
            ScriptedPeer.of(TAKES_MAIL.formatted("bob@example.test", "carol@elsewhere.test"))) {
      suite.routes.put("elsewhere.test", route());
      JdbcClient jdbc = jdbc(suite);
      try (ConfigurableApplicationContext _ = start(suite, peer)) {
        suite.accept("bob@example.test", List.of("carol@elsewhere.test"), "Subject: Hi\r\n\r\n");
        await().atMost(SOON).until(() -> peer.mails().size() == 1);
      }
      // The day is over, and another instance makes the report.
      jdbc.sql("update tls_session set day = day - 1").update();
      jdbc.sql("insert into domain (name) values ('example.test')").update();
      peer.add(TAKES_MAIL.formatted("tls@example.test", "tls-reports@elsewhere.test"));
      try (ConfigurableApplicationContext _ = start(suite, peer)) {
        await().atMost(SOON).until(() -> peer.mails().size() == 2);
      }
      assertThat(peer.deviations()).isEmpty();
      assertThat(ReportText.json(peer.mails().getLast()).path("policies").toString())
          .startsWith(
              """
              [{"policy":{"policy-type":"no-policy-found","policy-domain":"elsewhere.test"},\
              "summary":{"total-successful-session-count":0,"total-failure-session-count":1},\
              "failure-details":[{"result-type":"starttls-not-supported",""");
      // RFC 8460 §3: the session of the report is not reported.
      assertThat(jdbc.sql("table tls_session").query().listOfRows()).isEmpty();
    }
  }

  private static ConfigurableApplicationContext start(Suite suite, ScriptedPeer peer) {
    return suite.start(
        "yubin.hostname=mx.example.test",
        "yubin.delivery.remote-port=" + peer.address().getPort(),
        "yubin.delivery.connections.idle=0s",
        "yubin.delivery.tls-rpt.contact=tls@example.test",
        "yubin.delivery.tls-rpt.spread=0s");
  }

  private static JdbcClient jdbc(Suite suite) {
    return JdbcClient.create(
        new DriverManagerDataSource(
            suite.database.jdbcUrl(), suite.database.user(), suite.database.password()));
  }

  private static MailRoute route() {
    return new MailRoute.Hosts(
        "mx.elsewhere.test",
        List.of(new MailHost("mx.elsewhere.test", 10, List.of("127.0.0.1"))),
        false,
        DnssecState.INSECURE,
        Duration.ofMinutes(5),
        new TlsWishes(null, List.of("mailto:tls-reports@elsewhere.test")));
  }
}
