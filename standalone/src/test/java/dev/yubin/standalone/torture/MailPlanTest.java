package dev.yubin.standalone.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MailPlanTest {
  private static final List<String> ACCOUNTS =
      List.of("u0@torture.test", "u1@torture.test", "u2@torture.test", "u3@torture.test");

  @Test
  void equalSeedsGiveEqualMails() {
    assertThat(mails(1, 0)).isEqualTo(mails(1, 0)).isNotEqualTo(mails(2, 0));
  }

  @Test
  void sendersHaveIdsOfTheirOwn() {
    assertThat(mails(1, 0)).extracting(next -> next.mail().id()).doesNotHaveDuplicates();
    assertThat(mails(1, 1))
        .extracting(next -> next.mail().id())
        .doesNotContainAnyElementsOf(mails(1, 0).stream().map(next -> next.mail().id()).toList());
  }

  @Test
  void noMailHasARecipientTwice() {
    assertThat(mails(1, 0))
        .allSatisfy(next -> assertThat(next.mail().recipients()).doesNotHaveDuplicates());
  }

  private static List<MailPlan.Next> mails(long seed, int sender) {
    MailPlan plan = new MailPlan(seed, sender, ACCOUNTS);
    return Stream.generate(plan::next).limit(200).toList();
  }
}
