package dev.yubin.delivery.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mail.DeliverBy;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.Recipient;
import dev.yubin.mail.Recipient.Notify;
import dev.yubin.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a sender asked for, done when the mail arrives.
class SenderWishesIT {
  private static Desk desk;

  @BeforeAll
  static void open() {
    desk = new Desk();
  }

  @BeforeEach
  void clear() {
    desk.clear();
  }

  @Test
  void tellsTheSenderOfRecipientsThatAreNotHere() throws Exception {
    Deliverer deliverer = desk.deliverer();
    deliverer.takeOver(Set.of(0));
    deliverer.deliver(
        List.of(
            desk.mail("bob@example.test", "\r\n", "gone@example.test"),
            desk.mail("", "\r\n", "gone@example.test")));
    assertThat(
            desk.accounts()
                .jdbc()
                .sql("select reverse_path || ' ' || (failures->0->>'status') from dsn")
                .query(String.class)
                .list())
        .containsExactly("bob@example.test 5.1.1");
  }

  @Test
  void tellsOfWhatTheSenderWantsToHear() throws Exception {
    // RFC 3461 §5.2.3, §5.2.6, §5.2.7
    desk.accounts().addAlias("al@example.test", "alice@example.test");
    desk.accounts().addAlias("both@example.test", "alice@example.test", "dave@elsewhere.test");
    desk.accounts().addAlias("away@example.test", "erin@elsewhere.test");
    Deliverer deliverer = desk.deliverer();
    deliverer.takeOver(Set.of(0));
    deliverer.deliver(
        List.of(
            desk.asking(
                Desk.nothing(),
                Desk.asked("al@example.test", Notify.SUCCESS),
                Desk.asked("both@example.test", Notify.SUCCESS),
                Desk.asked("away@example.test", Notify.SUCCESS, Notify.DELAY),
                Desk.asked("bob@example.test", Notify.FAILURE),
                Desk.asked("gone@example.test", Notify.NEVER))));
    assertThat(desk.reports())
        .containsExactly(
            "al@example.test DELIVERED rfc822;al@example.test",
            "both@example.test EXPANDED rfc822;both@example.test");
    assertThat(
            desk.accounts()
                .jdbc()
                .sql("select (parameters->'recipients')::text from outbound")
                .query(String.class)
                .single())
        .isEqualTo(
            "{\"dave@elsewhere.test\": {\"original\": \"rfc822;both@example.test\","
                + " \"notifications\": [\"NEVER\"]},"
                + " \"erin@elsewhere.test\": {\"original\": \"rfc822;away@example.test\","
                + " \"notifications\": [\"SUCCESS\", \"DELAY\"]}}");
  }

  @Test
  void letsGoOfAMailThatReachesNobodyAndWantsNoDsn() throws Exception {
    Deliverer deliverer = desk.deliverer();
    deliverer.takeOver(Set.of(0));
    deliverer.deliver(
        List.of(desk.asking(Desk.nothing(), Desk.asked("gone@example.test", Notify.NEVER))));
    assertThat(desk.reports()).isEmpty();
    assertThat(
            desk.accounts()
                .jdbc()
                .sql("select count(*) from released")
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void returnsAMailThatComesTooLate() throws Exception {
    // RFC 2852 §4.1.3
    Deliverer deliverer = desk.deliverer();
    deliverer.takeOver(Set.of(0));
    DeliverBy late = new DeliverBy(Instant.now().minusSeconds(1), DeliverBy.Mode.RETURN, false);
    deliverer.deliver(
        List.of(
            desk.asking(
                Desk.parameters(Optional.of(late), Optional.empty()),
                Recipient.of(EmailAddress.of("alice@example.test")))));
    assertThat(desk.accounts().count("alice@example.test")).isZero();
    assertThat(desk.reports()).containsExactly("alice@example.test FAILED");
  }

  @Test
  void holdsMailForAllUntilItsTime() throws Exception {
    // RFC 4865 §4.2
    Deliverer deliverer = desk.deliverer();
    deliverer.takeOver(Set.of(0));
    deliverer.deliver(
        List.of(
            desk.asking(
                Desk.parameters(Optional.empty(), Optional.of(Instant.now().plusSeconds(3600))),
                Desk.asked("alice@example.test", Notify.SUCCESS),
                Recipient.of(EmailAddress.of("dave@elsewhere.test")))));
    HeldMails held = desk.heldMails();
    held.round();
    assertThat(desk.accounts().count("alice@example.test")).isZero();
    assertThat(desk.outbound()).containsExactly(" {alice@example.test,dave@elsewhere.test}");

    desk.accounts().jdbc().sql("update outbound set due_at = now()").update();
    held.round();
    held.round();

    assertThat(desk.accounts().messages("alice@example.test"))
        .containsExactly(
            "Return-Path: <carol@elsewhere.test>\r\nDelivered-To: alice@example.test\r\n"
                + "Subject: Hi\r\n\r\nHi.\r\n");
    assertThat(desk.outbound()).containsExactly("elsewhere.test {dave@elsewhere.test}");
    assertThat(desk.reports())
        .containsExactly("alice@example.test DELIVERED rfc822;alice@example.test");
    assertThat(desk.topics()).contains(Topics.MAILBOX_CHANGES);
  }

  @Test
  void deliversALateMailWithANoticeWhereItsSenderAskedForThat() throws Exception {
    // RFC 2852 §4.1.3
    Deliverer deliverer = desk.deliverer();
    deliverer.takeOver(Set.of(0));
    DeliverBy late = new DeliverBy(Instant.now().minusSeconds(1), DeliverBy.Mode.NOTIFY, false);
    deliverer.deliver(
        List.of(
            desk.asking(
                Desk.parameters(Optional.of(late), Optional.empty()),
                Recipient.of(EmailAddress.of("alice@example.test")),
                new Recipient(
                    EmailAddress.of("bob@example.test"), Set.of(Notify.NEVER), Optional.empty()))));
    assertThat(desk.accounts().count("alice@example.test")).isEqualTo(1);
    assertThat(desk.accounts().count("bob@example.test")).isEqualTo(1);
    assertThat(desk.reports()).containsExactly("alice@example.test DELAYED");
  }
}
