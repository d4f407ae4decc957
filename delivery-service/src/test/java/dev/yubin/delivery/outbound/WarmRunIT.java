package dev.yubin.delivery.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yubin.delivery.client.ConnectionProperties;
import dev.yubin.delivery.client.SmtpClient;
import dev.yubin.delivery.outbound.Pace.Progress;
import dev.yubin.delivery.peer.ScriptedPeer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Sessions that are kept from one run to the next, and hosts that want less of us.
class WarmRunIT extends OutboundStage {
  private static final String RSET = "C: RSET\nS: 250 Ok\n";

  @Test
  void keepsASessionForTheNextRun() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.of(HELLO + TAKES_CAROL + RSET + TAKES_CAROL + BYE)) {
      try (SmtpClient client = client()) {
        runOnce(client, peer);
        runOnce(client, peer);
      }
      assertThat(peer.deviations()).isEmpty();
      assertThat(peer.mails()).hasSize(2);
    }
    assertThat(rows()).isEmpty();
  }

  @Test
  void replacesASessionThatTheHostClosedMeanwhile() throws Exception {
    try (ScriptedPeer peer =
        new ScriptedPeer(
            List.of(
                (HELLO + TAKES_CAROL + "[close]").lines().toList(),
                (HELLO + TAKES_CAROL + "C: RSET\nS: 421 4.4.2 Idle").lines().toList(),
                (HELLO + TAKES_CAROL + BYE).lines().toList()))) {
      try (SmtpClient client = client()) {
        for (int i = 0; i < 3; i++) {
          assertThat(runOnce(client, peer).progress()).isEqualTo(Progress.GOOD);
        }
      }
      assertThat(peer.deviations()).isEmpty();
      assertThat(peer.mails()).hasSize(3);
    }
    assertThat(rows()).isEmpty();
  }

  @Test
  void takesLeaveOfAHostAfterAsManyMails() throws Exception {
    connections = new ConnectionProperties(Duration.ofSeconds(10), 2, 10);
    String two = HELLO + TAKES_CAROL + TAKES_CAROL + BYE;
    try (ScriptedPeer peer =
        new ScriptedPeer(
            List.of(two.lines().toList(), (HELLO + TAKES_CAROL + BYE).lines().toList()))) {
      for (int i = 0; i < 3; i++) {
        add("bob@example.test", Instant.now(), "carol@elsewhere.test");
      }
      assertThat(run(peer)).isEmpty();
      assertThat(peer.deviations()).isEmpty();
    }
    assertThat(rows()).isEmpty();
  }

  @Test
  void takesLeaveOfAHostThatGetsNoMoreMail() throws Exception {
    connections = new ConnectionProperties(Duration.ofMillis(50), 100, 10);
    String scene = HELLO + TAKES_CAROL + "C: QUIT\nS: 221 Bye\n[mail]";
    try (ScriptedPeer peer = ScriptedPeer.of(scene);
        SmtpClient client = client()) {
      runOnce(client, peer);
      await().until(() -> peer.deviations().stream().anyMatch(d -> d.contains("[mail]")));
      assertThat(peer.deviations()).singleElement().asString().contains("the client left");
    }
  }

  @Test
  void leavesAHostAloneThatSaysGoodbye() throws Exception {
    // RFC 5321 §3.8
    for (int i = 0; i < 3; i++) {
      add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    }
    String scene =
        HELLO + TAKES_CAROL + "C: MAIL FROM:<bob@example.test>\nS: 421 4.3.2 Enough for now";
    try (ScriptedPeer peer = ScriptedPeer.of(scene);
        SmtpClient client = client()) {
      DestinationRun.Result result = run(client, peer);
      assertThat(result.untouched()).hasSize(1);
      assertThat(result.progress()).isEqualTo(Progress.BAD);
      assertThat(result.rest()).isEqualTo(Duration.ofSeconds(30));
      assertThat(peer.deviations()).isEmpty();
    }
    assertThat(rows()).hasSize(2);
  }

  @Test
  void givesTheRestToTheNextHostAfterAGoodbye() throws Exception {
    for (int i = 0; i < 2; i++) {
      add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    }
    try (ScriptedPeer first =
            ScriptedPeer.of(HELLO + "C: MAIL FROM:<bob@example.test>\nS: 421 Bye");
        ScriptedPeer second = ScriptedPeer.of(HELLO + TAKES_CAROL + TAKES_CAROL + BYE)) {
      assertThat(run(first, second)).isEmpty();
      assertThat(second.deviations()).isEmpty();
      assertThat(second.mails()).hasSize(2);
    }
    assertThat(rows()).isEmpty();
  }

  @Test
  void slowsDownWhereAHostWantsLess() throws Exception {
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    try (ScriptedPeer peer = ScriptedPeer.of("S: 421 4.7.28 Too many mails from your network");
        SmtpClient client = client()) {
      DestinationRun.Result result = run(client, peer);
      assertThat(result.rest()).isEqualTo(Duration.ofMinutes(1));
      jdbc.sql("update outbound set due_at = now()").update();
      assertThat(run(client, peer).untouched()).as("the site rests").hasSize(1);
      assertThat(peer.deviations()).isEmpty();
    }
    assertThat(meters.counter("yubin.outbound.outcomes", "outcome", "rate").count()).isEqualTo(1);
  }

  @Test
  void sendsNoMoreMailsInAMinuteThanASiteMayHave() throws Exception {
    sites = new Sites(new SiteProperties(20, 1, Map.of()), InstantSource.system());
    for (int i = 0; i < 2; i++) {
      add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    }
    try (ScriptedPeer peer = ScriptedPeer.of(HELLO + TAKES_CAROL + BYE);
        SmtpClient client = client()) {
      DestinationRun.Result result = run(client, peer);
      assertThat(result.untouched()).hasSize(1);
      assertThat(result.rest()).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
      assertThat(result.progress()).isEqualTo(Progress.GOOD);
    }
  }

  private DestinationRun.Result runOnce(SmtpClient client, ScriptedPeer peer) {
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    return run(client, peer);
  }
}
