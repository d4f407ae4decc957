package dev.yubin.delivery.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mail.EmailAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Mail for addresses that stand for others.
class ForwardingIT {
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
  void forwardsUnderANameThatLeadsHome() throws Exception {
    desk.accounts().addAlias("away@example.test", "dave@elsewhere.test");
    Deliverer deliverer = desk.deliverer();
    deliverer.takeOver(Set.of(0));
    deliverer.deliver(
        List.of(
            desk.mail(
                "carol@third.test",
                "Subject: Hi\r\n\r\n",
                "away@example.test",
                "erin@elsewhere.test")));
    assertThat(desk.outbound())
        .containsExactlyInAnyOrder(
            "elsewhere.test {dave@elsewhere.test}", "elsewhere.test {erin@elsewhere.test}");
    List<String> senders =
        desk.accounts()
            .jdbc()
            .sql("select reverse_path from outbound order by recipients[1]")
            .query((row, n) -> row.getString(1))
            .list();
    assertThat(senders).element(1).isEqualTo("carol@third.test");
    assertThat(Desk.REWRITING.restored(EmailAddress.of(senders.getFirst())))
        .contains(EmailAddress.of("carol@third.test"));

    deliverer.deliver(List.of(desk.mail("", "Subject: DSN\r\n\r\n", senders.getFirst())));
    assertThat(desk.outbound()).contains("third.test {carol@third.test}");
  }

  @Test
  void forwardsMailOfOurOwnAsTheirs() throws Exception {
    desk.accounts().addAlias("away@example.test", "dave@elsewhere.test");
    Deliverer deliverer = desk.deliverer();
    deliverer.takeOver(Set.of(0));
    deliverer.deliver(
        List.of(desk.mail("alice@example.test", "Subject: Hi\r\n\r\n", "away@example.test")));
    assertThat(
            desk.accounts()
                .jdbc()
                .sql("select reverse_path from outbound")
                .query((row, n) -> row.getString(1))
                .single())
        .isEqualTo("alice@example.test");
  }

  @Test
  void deliversToWhomADetailIsOfAndTheRestToTheCatchAll() throws Exception {
    desk.accounts().addAlias("@example.test", "bob@example.test");
    Deliverer deliverer = desk.deliverer();
    deliverer.takeOver(Set.of(0));
    deliverer.deliver(
        List.of(
            desk.mail(
                "", "Subject: Hi\r\n\r\n", "alice+lists@example.test", "whoever@example.test")));
    assertThat(desk.accounts().count("alice@example.test")).isEqualTo(1);
    assertThat(desk.accounts().count("bob@example.test")).isEqualTo(1);
  }
}
