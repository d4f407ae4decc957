package dev.yubin.delivery.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What keeps mail from mailboxes.
class MailboxChecksIT {
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
  void returnsWhatAFullMailboxHasNoRoomFor() throws Exception {
    long room = 60;
    quota("alice@example.test", room);
    Deliverer deliverer = desk.deliverer();
    deliverer.takeOver(Set.of(0));
    // Each has 40 octets, and together they are one batch.
    String mail = "Subject: Hi\r\n\r\n" + "x".repeat(23) + "\r\n";
    deliverer.deliver(
        List.of(
            desk.mail("carol@third.test", mail, "alice@example.test", "bob@example.test"),
            desk.mail("carol@third.test", mail, "alice@example.test", "bob@example.test")));
    assertThat(desk.accounts().count("alice@example.test")).isEqualTo(1);
    assertThat(desk.accounts().count("bob@example.test")).isEqualTo(2);
    assertThat(desk.reports()).containsExactly("alice@example.test FAILED");
    assertThat(statuses()).containsExactly("5.2.2");
  }

  @Test
  void tellsTheDirectoryThatAMailboxIsFull() throws Exception {
    quota("alice@example.test", 200);
    Deliverer deliverer = desk.deliverer();
    deliverer.takeOver(Set.of(0));
    desk.accounts().jdbc().sql("truncate directory_change").update();
    deliverer.deliver(
        List.of(desk.mail("", "Subject: Hi\r\n\r\n" + "x".repeat(150), "alice@example.test")));
    assertThat(
            desk.accounts()
                .jdbc()
                .sql("select key from directory_change")
                .query((row, n) -> row.getString(1))
                .list())
        .containsExactly("alice@example.test");
  }

  @Test
  void returnsAMailThatWasInTheMailboxBefore() throws Exception {
    Deliverer deliverer = desk.deliverer();
    deliverer.takeOver(Set.of(0));
    deliverer.deliver(
        List.of(
            desk.mail(
                "carol@third.test",
                "Delivered-To: Alice@example.test\r\nSubject: Hi\r\n\r\n",
                "alice@example.test",
                "bob@example.test")));
    assertThat(desk.accounts().count("alice@example.test")).isZero();
    assertThat(desk.accounts().count("bob@example.test")).isEqualTo(1);
    assertThat(statuses()).containsExactly("5.4.6");
  }

  @Test
  void returnsAMailThatHasGoneThroughTooManyHosts() throws Exception {
    // RFC 5321 §6.3
    Deliverer deliverer = desk.deliverer();
    deliverer.takeOver(Set.of(0));
    String hop = "Received: from a.test by b.test; Tue, 24 Nov 2026 07:00:00 +0000\r\n";
    deliverer.deliver(
        List.of(
            desk.mail("carol@third.test", hop.repeat(102) + "\r\n", "dave@elsewhere.test"),
            desk.mail("carol@third.test", hop.repeat(101) + "\r\n", "bob@example.test")));
    assertThat(desk.outbound()).isEmpty();
    assertThat(desk.accounts().count("bob@example.test")).isEqualTo(1);
    assertThat(statuses()).containsExactly("5.4.6");
  }

  @Test
  void returnsWhatIsOneMessageTooMany() throws Exception {
    desk.accounts()
        .jdbc()
        .sql("update account set quota_messages = 1 where address = 'alice@example.test'")
        .update();
    desk.accounts().jdbc().sql("truncate directory_change").update();
    Deliverer deliverer = desk.deliverer();
    deliverer.takeOver(Set.of(0));
    String mail = "Subject: Hi\r\n\r\nx\r\n";
    deliverer.deliver(
        List.of(
            desk.mail("carol@third.test", mail, "alice@example.test"),
            desk.mail("carol@third.test", mail, "alice@example.test")));
    assertThat(desk.accounts().count("alice@example.test")).isEqualTo(1);
    assertThat(statuses()).containsExactly("5.2.2");
    assertThat(
            desk.accounts()
                .jdbc()
                .sql("select key from directory_change")
                .query((row, n) -> row.getString(1))
                .list())
        .containsExactly("alice@example.test");
  }

  private static void quota(String address, long octets) {
    desk.accounts()
        .jdbc()
        .sql("update account set quota_bytes = ? where address = ?")
        .params(octets, address)
        .update();
  }

  private static List<String> statuses() {
    return desk.accounts()
        .jdbc()
        .sql("select r->>'status' from dsn, jsonb_array_elements(failures) r")
        .query((row, n) -> row.getString(1))
        .list();
  }
}
