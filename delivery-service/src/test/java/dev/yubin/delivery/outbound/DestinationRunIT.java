package dev.yubin.delivery.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.yubin.delivery.client.RemoteHost;
import dev.yubin.delivery.client.SmtpClient;
import dev.yubin.delivery.peer.ScriptedPeer;
import dev.yubin.mail.MailId;
import dev.yubin.store.outbound.Claims;
import dev.yubin.store.outbound.OutboundMail;
import dev.yubin.store.trace.TracedStep;
import dev.yubin.store.trace.Traces;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Runs against scripted peers, with the queue in a real database.
class DestinationRunIT extends OutboundStage {

  @Test
  void triesTheNextHostWhenOneIsBusy() throws Exception {
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    try (ScriptedPeer first = ScriptedPeer.of(BUSY);
        ScriptedPeer second = ScriptedPeer.of(HELLO + TAKES_CAROL + BYE)) {
      run(first, second);
      assertThat(second.mails()).containsExactly("Subject: Hi\r\n\r\n");
      assertThat(first.deviations()).isEmpty();
      assertThat(second.deviations()).isEmpty();
    }
    assertThat(rows()).isEmpty();
    assertThat(jdbc.sql("select count(*) from released").query(Integer.class).single()).isOne();
  }

  @Test
  void keepsTheRecipientsThatEveryHostPutsOff() throws Exception {
    add("bob@example.test", Instant.now(), "carol@elsewhere.test", "full@elsewhere.test");
    String scene =
        HELLO
            + """
            C: MAIL FROM:<bob@example.test>
            S: 250 Ok
            C: RCPT TO:<carol@elsewhere.test>
            S: 250 Ok
            C: RCPT TO:<full@elsewhere.test>
            S: 452 4.2.2 Full
            C: DATA
            S: 354 Go on
            [mail]
            S: 250 Ok
            """
            + BYE;
    String next =
        HELLO
            + """
            C: MAIL FROM:<bob@example.test>
            S: 250 Ok
            C: RCPT TO:<full@elsewhere.test>
            S: 452 4.2.2 Still full
            """
            + BYE;
    try (ScriptedPeer first = ScriptedPeer.of(scene);
        ScriptedPeer second = ScriptedPeer.of(next)) {
      run(first, second);
      assertThat(second.deviations()).isEmpty();
    }
    assertThat(rows()).containsExactly("{full@elsewhere.test} 1 452 4.2.2 Still full");
    assertThat(dsns()).isEmpty();
  }

  @Test
  void asksNoOtherHostAfterTheFinalDot() throws Exception {
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    String taken = HELLO + TAKES_CAROL;
    String scene = taken.substring(0, taken.lastIndexOf("S: 250")) + "[close]";
    try (ScriptedPeer first = ScriptedPeer.of(scene);
        ScriptedPeer second = new ScriptedPeer(List.of())) {
      run(first, second);
      assertThat(second.deviations()).isEmpty();
    }
    assertThat(rows())
        .containsExactly(
            "{carol@elsewhere.test} 1 The connection was lost during the reply to the mail");
  }

  @Test
  void failsWhenEveryHostRefusesForGood() throws Exception {
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    try (ScriptedPeer first = ScriptedPeer.of("S: 554 5.3.2 No mail here");
        ScriptedPeer second = ScriptedPeer.of("S: 521 5.3.2 Nor here")) {
      run(first, second);
    }
    assertThat(rows()).isEmpty();
    assertThat(dsns()).containsExactly("bob@example.test 5.3.2 521 5.3.2 Nor here");
  }

  @Test
  void givesUpWhatIsOldEnough() throws Exception {
    add("bob@example.test", Instant.now().minus(Duration.ofDays(6)), "carol@elsewhere.test");
    try (ScriptedPeer peer = ScriptedPeer.of(BUSY)) {
      run(peer);
    }
    assertThat(rows()).isEmpty();
    assertThat(dsns()).containsExactly("bob@example.test 4.4.7 421 4.3.2 Busy");
  }

  @Test
  void tellsNobodyOfMailWithoutReversePath() throws Exception {
    add("", Instant.now(), "carol@elsewhere.test");
    try (ScriptedPeer peer = ScriptedPeer.of("S: 554 5.3.2 No mail here")) {
      run(peer);
    }
    assertThat(rows()).isEmpty();
    assertThat(dsns()).isEmpty();
  }

  @Test
  void carriesSeveralMailsOverOneSession() throws Exception {
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    try (ScriptedPeer peer = ScriptedPeer.of(HELLO + TAKES_CAROL + TAKES_CAROL + BYE)) {
      run(peer);
      assertThat(peer.mails()).hasSize(2);
      assertThat(peer.deviations()).isEmpty();
    }
    assertThat(rows()).isEmpty();
  }

  @Test
  void givesBackWhatItDoesNotComeTo() throws Exception {
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    stopping = true;
    try (ScriptedPeer peer = new ScriptedPeer(List.of())) {
      List<OutboundMail> untouched = run(peer);
      assertThat(untouched).hasSize(1);
      assertThat(peer.deviations()).isEmpty();
    }
    assertThat(rows()).hasSize(1);
  }

  @Test
  void tellsOfSuccessWhereTheHostDoesNot() throws Exception {
    // RFC 3461 §5.2.2
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    ask("{\"recipients\":{\"carol@elsewhere.test\":{\"notifications\":[\"SUCCESS\"]}}}");
    try (ScriptedPeer peer = ScriptedPeer.of(HELLO + TAKES_CAROL + BYE)) {
      run(peer);
      assertThat(peer.deviations()).isEmpty();
    }
    assertThat(actions()).containsExactly("RELAYED 2.0.0 250 Ok");
  }

  @Test
  void leavesItToAHostWithDsnToTell() throws Exception {
    // RFC 3461 §5.2.1
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    ask("{\"recipients\":{\"carol@elsewhere.test\":{\"notifications\":[\"SUCCESS\"]}}}");
    String scene =
        (HELLO + TAKES_CAROL + BYE)
            .replace("S: 250 mx", "S: 250-mx\nS: 250 DSN")
            .replace("<carol@elsewhere.test>", "<carol@elsewhere.test> NOTIFY=SUCCESS");
    try (ScriptedPeer peer = ScriptedPeer.of(scene)) {
      run(peer);
      assertThat(peer.deviations()).isEmpty();
    }
    assertThat(actions()).isEmpty();
  }

  @Test
  void keepsSilentAboutFailuresWhereNobodyWantsToHear() throws Exception {
    // RFC 3461 §5.2.6
    for (String notify : List.of("NEVER", "DELAY", "SUCCESS")) {
      add("bob@example.test", Instant.now(), "carol@elsewhere.test");
      ask("{\"recipients\":{\"carol@elsewhere.test\":{\"notifications\":[\"" + notify + "\"]}}}");
      try (ScriptedPeer peer = ScriptedPeer.of("S: 554 5.3.2 No mail here")) {
        run(peer);
      }
    }
    assertThat(rows()).isEmpty();
    assertThat(actions()).isEmpty();
  }

  @Test
  void tellsOfADelayOnceWhereItIsAskedFor() throws Exception {
    // RFC 3461 §5.2.5
    add("bob@example.test", Instant.now().minus(Duration.ofHours(5)), "carol@elsewhere.test");
    for (int i = 0; i < 2; i++) {
      busyRun();
      assertThat(actions()).as("not asked for").isEmpty();
    }
    ask("{\"recipients\":{\"carol@elsewhere.test\":{\"notifications\":[\"DELAY\"]}}}");
    for (int i = 0; i < 3; i++) {
      busyRun();
    }
    assertThat(actions()).containsExactly("DELAYED 4.3.2 421 4.3.2 Busy");
    assertThat(rows()).hasSize(1);
  }

  @Test
  void tellsOfDelaysUnaskedWhereThePostmasterWantsSo() throws Exception {
    add("bob@example.test", Instant.now().minus(Duration.ofHours(5)), "carol@elsewhere.test");
    unasked = true;
    busyRun();
    assertThat(actions()).containsExactly("DELAYED 4.3.2 421 4.3.2 Busy");
  }

  @Test
  void tellsOfNoDelayBeforeItsTime() throws Exception {
    add("bob@example.test", Instant.now().minus(Duration.ofHours(3)), "carol@elsewhere.test");
    unasked = true;
    busyRun();
    assertThat(actions()).isEmpty();
  }

  @Test
  void givesUpAMailThatIsLateWithoutAnAttempt() throws Exception {
    // RFC 2852 §4.1.3
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    ask("{\"deliverBy\":\"2001-01-01T00:00:00Z;R\"}");
    try (ScriptedPeer peer = new ScriptedPeer(List.of())) {
      assertThat(run(peer)).isEmpty();
      assertThat(peer.deviations()).isEmpty();
    }
    assertThat(rows()).isEmpty();
    assertThat(actions())
        .containsExactly("FAILED 5.4.7 The time by which its sender wanted it delivered is over");
  }

  @Test
  void tellsOnceThatAMailIsLateAndTriesItFurther() throws Exception {
    // RFC 2852 §4.1.3
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    ask("{\"deliverBy\":\"2001-01-01T00:00:00Z;N\"}");
    busyRun();
    busyRun();
    assertThat(actions()).containsExactly("DELAYED 4.4.7 421 4.3.2 Busy");
    assertThat(rows()).hasSize(1);
  }

  @Test
  void tellsOfALateMailThatItWaitsForLongToo() throws Exception {
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    ask(
        """
        {"deliverBy":"2001-01-01T00:00:00Z;N",
         "recipients":{"carol@elsewhere.test":{"notifications":["DELAY"]}}}
        """);
    busyRun();
    assertThat(actions()).hasSize(1);
    jdbc.sql("update outbound set queued_at = now() - interval '5 hours'").update();
    busyRun();
    busyRun();
    assertThat(actions()).hasSize(2);
  }

  @Test
  void tellsOfALateMailNobodyWhoWantsToHearOfOtherThingsAlone() throws Exception {
    // RFC 2852 §4.1.3
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    ask("{\"deliverBy\":\"2001-01-01T00:00:00Z;N\"}");
    ask("{\"recipients\":{\"carol@elsewhere.test\":{\"notifications\":[\"FAILURE\"]}}}");
    busyRun();
    assertThat(actions()).isEmpty();
  }

  @Test
  void tellsThatTheTimeToDeliverByIsNotKnownFurtherOn() throws Exception {
    // RFC 2852 §4.1.4.2
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    ask("{\"deliverBy\":\"2099-01-01T00:00:00Z;N\"}");
    try (ScriptedPeer peer = ScriptedPeer.of(HELLO + TAKES_CAROL + BYE)) {
      run(peer);
      assertThat(peer.deviations()).isEmpty();
    }
    assertThat(actions()).containsExactly("RELAYED 2.0.0 250 Ok");
  }

  @Test
  void tellsOfNoTimeThatIsOverWhenTheMailGoesOn() throws Exception {
    // RFC 2852 §4.1.4.2
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    ask("{\"deliverBy\":\"2001-01-01T00:00:00Z;N\"}");
    try (ScriptedPeer peer = ScriptedPeer.of(HELLO + TAKES_CAROL + BYE)) {
      run(peer);
    }
    assertThat(rows()).isEmpty();
    assertThat(actions()).isEmpty();
  }

  @Test
  void carriesMailThatRequiresTlsOverASessionOfItsOwn() throws Exception {
    // RFC 8689 §4.2.1
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    ask("{\"requireTls\":true}");
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    String clear = HELLO + TAKES_CAROL + BYE;
    String hello = HELLO.replace("S: 250 mx", "S: 250-mx\nS: 250 STARTTLS");
    String encrypted =
        hello
            + "C: STARTTLS\nS: 220 Go on\n[tls]\n"
            + HELLO
                .replace("S: 220 mx ESMTP\n", "")
                .replace("S: 250 mx", "S: 250-mx\nS: 250 REQUIRETLS")
            + TAKES_CAROL.replace("<bob@example.test>", "<bob@example.test> REQUIRETLS")
            + BYE;
    name = "mx.elsewhere.test";
    try (ScriptedPeer peer =
        new ScriptedPeer(List.of(clear.lines().toList(), encrypted.lines().toList()))) {
      run(peer);
      assertThat(peer.deviations()).isEmpty();
      assertThat(peer.mails()).hasSize(2);
    }
    assertThat(rows()).isEmpty();
  }

  @Test
  void failsMailThatRequiresTlsWhenNoHostHasIt() throws Exception {
    // RFC 8689 §4.2.1
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    ask("{\"requireTls\":true}");
    try (ScriptedPeer first = ScriptedPeer.of(HELLO + "[half-close]");
        ScriptedPeer second = ScriptedPeer.of(HELLO + "[half-close]")) {
      run(first, second);
    }
    assertThat(rows()).isEmpty();
    assertThat(actions()).containsExactly("FAILED 5.7.10 The host does not encrypt");
  }

  @Test
  void tracesWhatTheHostSaid() throws Exception {
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    busyRun();
    try (ScriptedPeer peer = ScriptedPeer.of(HELLO + TAKES_CAROL + BYE)) {
      jdbc.sql("update outbound set due_at = now()").update();
      run(peer);
    }
    MailId mail = new MailId(jdbc.sql("select id from mail").query(UUID.class).single());
    assertThat(new Traces(dataSource).of(mail))
        .extracting(TracedStep::attempt, traced -> traced.step().toString())
        .containsExactly(
            tuple(
                1,
                "TraceStep[kind=DEFERRED, address=carol@elsewhere.test, host=mx,"
                    + " hostAddress=127.0.0.1, tls=null, status=4.3.2, detail=421 4.3.2 Busy]"),
            tuple(
                2,
                "TraceStep[kind=RELAYED, address=carol@elsewhere.test, host=mx,"
                    + " hostAddress=127.0.0.1, tls=null, status=2.0.0, detail=250 Ok]"));
  }

  @Test
  void tracesEveryHostThatAnAttemptAsked() throws Exception {
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    String puts =
        HELLO
            + """
            C: MAIL FROM:<bob@example.test>
            S: 250 Ok
            C: RCPT TO:<carol@elsewhere.test>
            S: 452 4.2.2 Full
            """
            + BYE;
    try (ScriptedPeer first = ScriptedPeer.of(BUSY);
        ScriptedPeer second = ScriptedPeer.of(puts);
        ScriptedPeer third = ScriptedPeer.of(HELLO + TAKES_CAROL + BYE);
        SmtpClient client = client()) {
      List<RemoteHost> hosts = List.of(host("mx1", first), host("mx2", second), host("mx3", third));
      DestinationRun.Tools tools = tools(_ -> new NextHop.Hosts("site.test", hosts), client);
      new DestinationRun("elsewhere.test", Claims.of(dataSource, 10, Duration.ofMinutes(5)), tools)
          .run();
    }
    MailId mail = new MailId(jdbc.sql("select id from mail").query(UUID.class).single());
    assertThat(new Traces(dataSource).of(mail))
        .extracting(
            traced -> traced.step().kind() + " " + traced.step().address(),
            traced -> traced.step().host() + " " + traced.step().hostAddress(),
            traced -> traced.step().detail())
        .containsExactlyInAnyOrder(
            tuple("TRIED elsewhere.test", "mx1 127.0.0.1", "421 4.3.2 Busy"),
            tuple("TRIED elsewhere.test", "mx2 127.0.0.1", "452 4.2.2 Full"),
            tuple("RELAYED carol@elsewhere.test", "mx3 127.0.0.1", "250 Ok"));
  }

  private RemoteHost host(String name, ScriptedPeer peer) {
    return new RemoteHost(name, 10, List.of(peer.address()), true, tls);
  }

  @Test
  void sendsNothingToAnAddressThatCameBackForAWhile() throws Exception {
    keep = Duration.ofDays(1);
    String refuses =
        HELLO
            + """
            C: MAIL FROM:<bob@example.test>
            S: 250 Ok
            C: RCPT TO:<nobody@elsewhere.test>
            S: 550 5.1.1 Nobody
            """
            + BYE;
    add("bob@example.test", Instant.now(), "nobody@elsewhere.test");
    try (ScriptedPeer peer = ScriptedPeer.of(refuses)) {
      run(peer);
    }
    add("bob@example.test", Instant.now(), "carol@elsewhere.test", "Nobody@elsewhere.test");
    try (ScriptedPeer peer = ScriptedPeer.of(HELLO + TAKES_CAROL + BYE)) {
      run(peer);
      assertThat(peer.deviations()).isEmpty();
    }
    assertThat(rows()).isEmpty();
    assertThat(actions()).hasSize(2).first().isEqualTo("FAILED 5.1.1 550 5.1.1 Nobody");
    assertThat(actions().getLast())
        .startsWith("FAILED 5.1.1 No mail is sent there until ")
        .endsWith("the last one came back: 550 5.1.1 Nobody");
  }

  private void busyRun() throws Exception {
    jdbc.sql("update outbound set due_at = now()").update();
    try (ScriptedPeer peer = ScriptedPeer.of(BUSY)) {
      run(peer);
    }
  }
}
