package dev.yubin.delivery.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yubin.delivery.client.RemoteHost;
import dev.yubin.delivery.client.SmtpClient;
import dev.yubin.delivery.peer.ScriptedPeer;
import dev.yubin.delivery.worker.Bell;
import dev.yubin.store.outbound.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What becomes of attempts that are under way when the service stops.
class StopIT extends OutboundStage {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration NONE = Duration.ofMillis(1);
  private static final String BEFORE_ITS_REPLY =
      HELLO + TAKES_CAROL.substring(0, TAKES_CAROL.lastIndexOf("S: 250"));

  @Test
  void settlesWhatAHostTakesWhileItStops() throws Exception {
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    try (ScriptedPeer peer = ScriptedPeer.of(BEFORE_ITS_REPLY + "[wait]\nS: 250 Ok\n" + BYE);
        SmtpClient client = client()) {
      OutboundDispatcher dispatcher = start(peer, client, SOON);
      await().atMost(SOON).until(() -> peer.mails().size() == 1);
      Thread stop = Thread.ofVirtual().start(dispatcher::stop);
      await().atMost(SOON).until(() -> !dispatcher.isRunning());
      peer.goOn();
      stop.join();
      assertThat(rows()).isEmpty();
    }
  }

  @Test
  void givesBackAtOnceWhatAHostHasNotHad() throws Exception {
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    try (ScriptedPeer peer = ScriptedPeer.of(HELLO + "C: MAIL FROM:<bob@example.test>\n[silence]");
        SmtpClient client = client()) {
      OutboundDispatcher dispatcher = start(peer, client, NONE);
      await().atMost(SOON).until(peer::isSilent);
      dispatcher.stop();
      assertThat(rows()).containsExactly("{carol@elsewhere.test} 0 ");
      assertThat(leased()).isZero();
    }
  }

  @Test
  void givesBackAtOnceWhatAHostHasNotEvenGreeted() throws Exception {
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    try (ScriptedPeer peer = ScriptedPeer.of("[silence]");
        SmtpClient client = client()) {
      OutboundDispatcher dispatcher = start(peer, client, NONE);
      await().atMost(SOON).until(peer::isSilent);
      dispatcher.stop();
      assertThat(rows()).containsExactly("{carol@elsewhere.test} 0 ");
      assertThat(leased()).isZero();
    }
  }

  @Test
  void triesLaterWhatAHostMayHave() throws Exception {
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    try (ScriptedPeer peer = ScriptedPeer.of(BEFORE_ITS_REPLY + "[silence]");
        SmtpClient client = client()) {
      OutboundDispatcher dispatcher = start(peer, client, NONE);
      await().atMost(SOON).until(() -> peer.mails().size() == 1);
      dispatcher.stop();
      assertThat(rows())
          .containsExactly(
              "{carol@elsewhere.test} 1 The connection was lost during the reply to the mail");
      assertThat(leased()).isZero();
    }
  }

  @Test
  void settlesWhatOneRecipientWasToldAndTriesTheOtherLater() throws Exception {
    add("bob@example.test", Instant.now(), "carol@elsewhere.test", "dave@elsewhere.test");
    String scene =
        HELLO
            + """
            C: MAIL FROM:<bob@example.test>
            S: 250 Ok
            C: RCPT TO:<carol@elsewhere.test>
            S: 550 5.1.1 Nobody
            C: RCPT TO:<dave@elsewhere.test>
            [silence]
            """;
    try (ScriptedPeer peer = ScriptedPeer.of(scene);
        SmtpClient client = client()) {
      OutboundDispatcher dispatcher = start(peer, client, NONE);
      await().atMost(SOON).until(peer::isSilent);
      dispatcher.stop();
      assertThat(rows())
          .containsExactly(
              "{dave@elsewhere.test} 1 The attempt was broken off: the service was stopped");
      assertThat(dsns()).containsExactly("bob@example.test 5.1.1 550 5.1.1 Nobody");
      assertThat(leased()).isZero();
    }
  }

  private OutboundDispatcher start(ScriptedPeer peer, SmtpClient client, Duration drain) {
    NextHop hop =
        new NextHop.Hosts(
            "site.test", List.of(new RemoteHost(name, 10, List.of(peer.address()), true, tls)));
    OutboundProperties properties =
        new OutboundProperties(
            25,
            null,
            drain,
            new OutboundProperties.Retry(List.of(Duration.ofMinutes(1)), Duration.ofDays(5)),
            new OutboundProperties.Concurrency(20, 20),
            new OutboundProperties.DelayWarning(Duration.ofHours(4), false),
            new OutboundProperties.Tls(null, Map.of()));
    OutboundDispatcher dispatcher =
        new OutboundDispatcher(
            new Backlog(dataSource), queue, tools(_ -> hop, client), properties, new Bell());
    dispatcher.start();
    return dispatcher;
  }

  private static int leased() {
    return jdbc.sql("select count(*) from outbound where leased_until is not null")
        .query(Integer.class)
        .single();
  }
}
