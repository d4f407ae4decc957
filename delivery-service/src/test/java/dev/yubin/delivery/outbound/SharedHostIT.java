package dev.yubin.delivery.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yubin.delivery.client.Access;
import dev.yubin.delivery.client.SmtpClient;
import dev.yubin.delivery.client.TlsPolicy;
import dev.yubin.delivery.outbound.OutboundProperties.Concurrency;
import dev.yubin.delivery.peer.ScriptedPeer;
import dev.yubin.delivery.worker.Bell;
import dev.yubin.store.outbound.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A smarthost gets a mail once for the recipients of all domains.
class SharedHostIT extends OutboundStage {
  private static final String TO_BOTH =
      """
      C: MAIL FROM:<bob@example.test>
      S: 250 Ok
      C: RCPT TO:<carol@elsewhere.test>
      S: 250 Ok
      C: RCPT TO:<dave@other.test>
      S: 250 Ok
      C: DATA
      S: 354 Go on
      [mail]
      S: 250 Ok
      """;

  @Test
  void getsAMailOnceForAllDomains() throws Exception {
    addToBoth();
    try (ScriptedPeer peer = ScriptedPeer.of(HELLO + TO_BOTH + BYE)) {
      dispatch(peer);
      assertThat(peer.deviations()).isEmpty();
      assertThat(peer.mails()).hasSize(1);
    }
  }

  @Test
  void getsAMailForEachDomainWhereItSaysSo() throws Exception {
    // RFC 9422 §4.3
    addToBoth();
    String hello = HELLO.replace("S: 250 mx", "S: 250-mx\nS: 250 LIMITS RCPTDOMAINMAX=1");
    String other = TAKES_CAROL.replace("carol@elsewhere.test", "dave@other.test");
    try (ScriptedPeer peer = ScriptedPeer.of(hello + TAKES_CAROL + other + BYE)) {
      dispatch(peer);
      assertThat(peer.deviations()).isEmpty();
    }
  }

  @Test
  void settlesEachDomainByItself() throws Exception {
    addToBoth();
    String refused =
        TO_BOTH.replace("<dave@other.test>\nS: 250 Ok", "<dave@other.test>\nS: 450 No");
    try (ScriptedPeer peer = ScriptedPeer.of(HELLO + refused + BYE)) {
      dispatchUntil(peer, 1);
      assertThat(peer.deviations()).isEmpty();
    }
    assertThat(rows()).containsExactly("{dave@other.test} 1 450 No");
  }

  private void dispatch(ScriptedPeer peer) {
    dispatchUntil(peer, 0);
    assertThat(rows()).isEmpty();
  }

  private void dispatchUntil(ScriptedPeer peer, int rowsLeft) {
    Smarthost host =
        new Smarthost(
            "127.0.0.1", peer.address().getPort(), TlsPolicy.OPPORTUNISTIC, Access.ANYONE);
    OutboundProperties properties =
        new OutboundProperties(
            25,
            null,
            Duration.ofSeconds(5),
            new OutboundProperties.Retry(List.of(Duration.ofMinutes(1)), Duration.ofDays(5)),
            new Concurrency(20, 1),
            new OutboundProperties.DelayWarning(Duration.ofHours(4), false),
            new OutboundProperties.Tls(null, Map.of()));
    try (SmtpClient client = client()) {
      OutboundDispatcher dispatcher =
          new OutboundDispatcher(
              new Backlog(dataSource), queue, tools(host, client), properties, new Bell());
      dispatcher.start();
      await().until(() -> waiting() == rowsLeft && leased() == 0);
      dispatcher.stop();
    }
  }

  private void addToBoth() {
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    jdbc.sql(
            """
            insert into outbound (mail_id, destination, reverse_path, recipients, smtputf8)
            select mail_id, 'other.test', reverse_path, '{dave@other.test}', smtputf8 from outbound
            """)
        .update();
  }

  private static int waiting() {
    return jdbc.sql("select count(*) from outbound").query(Integer.class).single();
  }

  private static int leased() {
    return jdbc.sql("select count(*) from outbound where leased_until is not null")
        .query(Integer.class)
        .single();
  }
}
