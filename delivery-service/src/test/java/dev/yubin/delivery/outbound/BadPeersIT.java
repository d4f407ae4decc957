package dev.yubin.delivery.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yubin.delivery.client.RemoteHost;
import dev.yubin.delivery.client.SmtpClient;
import dev.yubin.delivery.outbound.OutboundProperties.Concurrency;
import dev.yubin.delivery.peer.ScriptedPeer;
import dev.yubin.delivery.worker.Bell;
import dev.yubin.store.outbound.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Hosts that never come to an end hold the slots of their own destinations alone.
class BadPeersIT extends OutboundStage {
  private static final List<String> TARPITS =
      List.of(
          "[silence]",
          "[drip] 220-Welcome",
          "[endless] 220-Welcome",
          HELLO + "[deaf]",
          HELLO + "C: MAIL FROM:<bob@example.test>\nS: 250 Ok\n[silence]",
          HELLO + TAKES_CAROL.replace("[mail]\nS: 250 Ok\n", "[deaf]"));

  @Test
  void holdNoMoreThanTheirOwnSlots() throws Exception {
    Map<String, ScriptedPeer> peers = new HashMap<>();
    ScriptedPeer live = ScriptedPeer.of(HELLO + TAKES_CAROL + "C: RSET\nS: 250 Ok\n" + TAKES_CAROL);
    peers.put("live.test", live);
    for (int i = 0; i < TARPITS.size(); i++) {
      String destination = "tarpit" + i + ".test";
      peers.put(destination, new ScriptedPeer(List.of(TARPITS.get(i).lines().toList())));
      addTo(destination);
    }
    try (SmtpClient client = client()) {
      OutboundDispatcher dispatcher = dispatcher(client, peers);
      dispatcher.start();
      for (int i = 0; i < 2; i++) {
        addTo("live.test");
        await().until(() -> rowsOf("live.test") == 0);
      }
      dispatcher.stop();
      assertThat(live.mails()).hasSize(2);
    } finally {
      for (ScriptedPeer peer : peers.values()) {
        peer.close();
      }
    }
  }

  @Test
  void areLeftForGoodWhenTheyHaveTakenTheTimeOfARun() throws Exception {
    total = Duration.ofMillis(300);
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    add("bob@example.test", Instant.now(), "dave@elsewhere.test");
    String tarpit = HELLO + "C: MAIL FROM:<bob@example.test>\nS: 250 Ok\n[drip] 250-No hurry";
    try (ScriptedPeer first = ScriptedPeer.of(tarpit);
        ScriptedPeer second = new ScriptedPeer(List.of())) {
      assertThat(run(first, second)).hasSize(1);
      assertThat(second.deviations()).isEmpty();
    }
    assertThat(rows()).anyMatch(row -> row.contains("The host took more than 0 s in all"));
  }

  private OutboundDispatcher dispatcher(SmtpClient client, Map<String, ScriptedPeer> peers) {
    Hops hops =
        destination ->
            new NextHop.Hosts(
                destination,
                List.of(new RemoteHost(name, List.of(peer(peers, destination).address()), true)));
    OutboundProperties properties =
        new OutboundProperties(
            25,
            null,
            Duration.ofMillis(10),
            new OutboundProperties.Retry(List.of(Duration.ofMinutes(1)), Duration.ofDays(5)),
            new Concurrency(TARPITS.size() + 1, 1),
            new OutboundProperties.DelayWarning(Duration.ofHours(4), false),
            new OutboundProperties.Tls(null, Map.of()));
    return new OutboundDispatcher(
        new Backlog(dataSource), queue, tools(hops, client), properties, new Bell());
  }

  private static ScriptedPeer peer(Map<String, ScriptedPeer> peers, String destination) {
    return Objects.requireNonNull(peers.get(destination));
  }

  private void addTo(String destination) {
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    jdbc.sql("update outbound set destination = ? where destination = 'elsewhere.test'")
        .param(destination)
        .update();
  }

  private static int rowsOf(String destination) {
    return jdbc.sql("select count(*) from outbound where destination = ?")
        .param(destination)
        .query(Integer.class)
        .single();
  }
}
