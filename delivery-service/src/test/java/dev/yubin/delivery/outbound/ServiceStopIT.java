package dev.yubin.delivery.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yubin.delivery.arrival.Suite;
import dev.yubin.delivery.peer.ScriptedPeer;
import dev.yubin.mail.MailId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// The whole service, stopped amid a relay.
class ServiceStopIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String SCENE =
      """
      S: 220 mx.elsewhere.test ESMTP
      C: EHLO mx.example.test
      S: 250 mx.elsewhere.test
      C: MAIL FROM:<bob@example.test>
      S: 250 Ok
      C: RCPT TO:<carol@elsewhere.test>
      S: 250 Ok
      C: DATA
      S: 354 Go on
      [mail]
      [wait]
      S: 250 Ok
      C: QUIT
      S: 221 Bye
      """;

  @Test
  void settlesOnceAMailThatIsTakenAfterTheStopBegan() throws Exception {
    try (Suite suite = new Suite();
        ScriptedPeer peer = ScriptedPeer.of(SCENE)) {
      suite.route("elsewhere.test", "mx.elsewhere.test");
      ConfigurableApplicationContext service =
          suite.start(
              "yubin.hostname=mx.example.test",
              "yubin.delivery.remote-port=" + peer.address().getPort());
      OutboundDispatcher dispatcher = service.getBean(OutboundDispatcher.class);
      MailId mail = suite.accept("bob@example.test", List.of("carol@elsewhere.test"), "A: b\r\n");
      await().atMost(SOON).until(() -> peer.mails().size() == 1);
      Thread stop = Thread.ofVirtual().start(service::close);
      await().atMost(SOON).until(() -> !dispatcher.isRunning());
      peer.goOn();
      stop.join();

      JdbcClient jdbc =
          JdbcClient.create(
              new DriverManagerDataSource(
                  suite.database.jdbcUrl(), suite.database.user(), suite.database.password()));
      assertThat(jdbc.sql("select count(*) from outbound").query(Integer.class).single()).isZero();
      assertThat(
              jdbc.sql("select detail from trace where mail_id = ? and step = 'relayed'")
                  .param(mail.value())
                  .query(String.class)
                  .list())
          .containsExactly("250 Ok");
      assertThat(peer.deviations()).isEmpty();
    }
  }
}
