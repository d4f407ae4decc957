package dev.yubin.delivery.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.delivery.client.TlsFailure;
import dev.yubin.delivery.client.TlsPolicy;
import dev.yubin.delivery.client.TlsPolicy.Demand;
import dev.yubin.delivery.client.TlsPolicy.Proof;
import dev.yubin.delivery.client.TlsPolicy.Source;
import dev.yubin.delivery.peer.ScriptedPeer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Runs to hosts under policies of TLS.
class TlsRunIT extends OutboundStage {
  private static final String WANTS_TLS = HELLO.replace("S: 250 mx", "S: 250-mx\nS: 250 STARTTLS");
  private static final String WITH_REQUIRETLS =
      HELLO.replace("S: 220 mx ESMTP\n", "").replace("S: 250 mx", "S: 250-mx\nS: 250 REQUIRETLS");
  private static final String FROM_NOBODY = TAKES_CAROL.replace("<bob@example.test>", "<>");
  private static final String UNENCRYPTED = "Subject: Hi\r\nTLS-Required: no\r\n\r\n";

  @Test
  void keepsMailFromAHostWithoutTlsUnderAPolicy() throws Exception {
    // RFC 8461 §5
    tls = enforced(Source.MTA_STS);
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    try (ScriptedPeer peer = ScriptedPeer.of(HELLO + "[half-close]")) {
      run(peer);
      assertThat(peer.deviations()).isEmpty();
    }
    assertThat(rows()).containsExactly("{carol@elsewhere.test} 1 The host does not encrypt");
  }

  @Test
  void goesOnToTheHostThatSatisfiesThePolicy() throws Exception {
    // RFC 8461 §5.1
    name = "mx.elsewhere.test";
    tls = enforced(Source.MTA_STS);
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    String good =
        WANTS_TLS
            + "C: STARTTLS\nS: 220 Go on\n[tls]\n"
            + HELLO.replace("S: 220 mx ESMTP\n", "")
            + TAKES_CAROL
            + BYE;
    try (ScriptedPeer first =
            ScriptedPeer.of(WANTS_TLS + "C: STARTTLS\nS: 220 Go on\n[failing-tls] expired");
        ScriptedPeer second = ScriptedPeer.of(good)) {
      run(first, second);
      assertThat(first.deviations()).isEmpty();
      assertThat(second.deviations()).isEmpty();
    }
    assertThat(rows()).isEmpty();
  }

  @Test
  void sendsInTheClearWhatItsSenderWouldRatherHaveDelivered() throws Exception {
    // RFC 8689 §3, §4.2.2
    tls = enforced(Source.DANE);
    content = UNENCRYPTED;
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    content = "Subject: Secret\r\n\r\nTLS-Required: No\r\n";
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    String stripped = HELLO + "[half-close]";
    String clear = HELLO + TAKES_CAROL + BYE;
    try (ScriptedPeer peer =
        new ScriptedPeer(List.of(stripped.lines().toList(), clear.lines().toList()))) {
      run(peer);
      assertThat(peer.deviations()).isEmpty();
      assertThat(peer.mails()).containsExactly(UNENCRYPTED);
    }
    assertThat(rows()).hasSize(1);
  }

  @Test
  void doesNotSetAsideWhatOurPostmasterWants() throws Exception {
    tls = enforced(Source.LOCAL);
    content = UNENCRYPTED;
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    try (ScriptedPeer peer = ScriptedPeer.of(HELLO + "[half-close]")) {
      run(peer);
      assertThat(peer.deviations()).isEmpty();
    }
    assertThat(rows()).hasSize(1);
  }

  @Test
  void asksNoHostThatThePolicyDoesNotName() throws Exception {
    // RFC 8461 §5.1
    tls =
        new TlsPolicy(
            Source.MTA_STS, Demand.MUST, new Proof.Impossible(TlsFailure.STS_POLICY_INVALID));
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    try (ScriptedPeer peer = new ScriptedPeer(List.of())) {
      run(peer);
      assertThat(peer.deviations()).isEmpty();
    }
    assertThat(rows())
        .containsExactly(
            "{carol@elsewhere.test} 1 The domain's MTA-STS policy does not name the host");
  }

  @Test
  void sendsADsnAboutMailThatRequiresTlsProtectedWhereItCan() throws Exception {
    // RFC 8689 §5
    name = "mx.elsewhere.test";
    add("", Instant.now(), "carol@elsewhere.test");
    ask("{\"requireTls\":true}");
    String protectedWay =
        WANTS_TLS
            + "C: STARTTLS\nS: 220 Go on\n[tls]\n"
            + WITH_REQUIRETLS
            + FROM_NOBODY.replace("MAIL FROM:<>", "MAIL FROM:<> REQUIRETLS")
            + BYE;
    try (ScriptedPeer first = ScriptedPeer.of(HELLO + "[half-close]");
        ScriptedPeer second = ScriptedPeer.of(protectedWay)) {
      run(first, second);
      assertThat(first.deviations()).isEmpty();
      assertThat(second.deviations()).isEmpty();
    }
    assertThat(rows()).isEmpty();
  }

  @Test
  void sendsADsnAboutMailThatRequiresTlsUnprotectedRatherThanNotAtAll() throws Exception {
    // RFC 8689 §5
    add("", Instant.now(), "carol@elsewhere.test");
    ask("{\"requireTls\":true}");
    try (ScriptedPeer peer =
        new ScriptedPeer(
            List.of(
                (HELLO + "[half-close]").lines().toList(),
                (HELLO + FROM_NOBODY + BYE).lines().toList()))) {
      run(peer);
      assertThat(peer.deviations()).isEmpty();
      assertThat(peer.mails()).hasSize(1);
    }
    assertThat(rows()).isEmpty();
  }

  @Test
  void sendsADsnEncryptedToAHostThatDoesNotPromiseMore() throws Exception {
    // RFC 8689 §5
    name = "mx.elsewhere.test";
    add("", Instant.now(), "carol@elsewhere.test");
    ask("{\"requireTls\":true}");
    String encrypted =
        WANTS_TLS
            + "C: STARTTLS\nS: 220 Go on\n[tls]\n"
            + HELLO.replace("S: 220 mx ESMTP\n", "")
            + FROM_NOBODY
            + BYE;
    try (ScriptedPeer peer = ScriptedPeer.of(encrypted)) {
      run(peer);
      assertThat(peer.deviations()).isEmpty();
    }
    assertThat(rows()).isEmpty();
  }

  private TlsPolicy enforced(Source source) {
    return new TlsPolicy(source, Demand.MUST, new Proof.Pkix(name));
  }
}
