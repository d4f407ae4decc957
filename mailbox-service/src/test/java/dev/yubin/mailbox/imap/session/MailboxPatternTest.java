package dev.yubin.mailbox.imap.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailboxPatternTest {

  @ParameterizedTest
  @CsvSource({
    "*, a/b/c, true",
    "%, a/b, false",
    "%, a, true",
    "%/%, a/b, true",
    "a*c, a/b/c, true",
    "a%c, a/b/c, false",
    "inbox, INBOX, true",
    "in*, INBOX, false",
    "*b, a/b/c, false",
    "a, a/b, false",
  })
  void matchesAsListWants(String pattern, String name, boolean matches) {
    assertThat(new MailboxPattern(pattern).matches(name)).isEqualTo(matches);
  }

  @Test
  void takesLinearTimeWhateverTheWildcards() {
    assertThat(new MailboxPattern("*a".repeat(200) + "b").matches("a".repeat(500))).isFalse();
  }
}
