package dev.yubin.mail;

import static dev.yubin.mail.Recipient.Notify.DELAY;
import static dev.yubin.mail.Recipient.Notify.FAILURE;
import static dev.yubin.mail.Recipient.Notify.NEVER;
import static dev.yubin.mail.Recipient.Notify.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mail.Recipient.Notify;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecipientTest {
  private static final EmailAddress ALICE = EmailAddress.of("alice@example.test");

  static Stream<Arguments> pairs() {
    return Stream.of(
        Arguments.of(Set.of(), Set.of(), Set.of()),
        Arguments.of(Set.of(), Set.of(NEVER), Set.of()),
        Arguments.of(Set.of(), Set.of(DELAY), Set.of(FAILURE, DELAY)),
        Arguments.of(Set.of(), Set.of(SUCCESS), Set.of(FAILURE, SUCCESS)),
        Arguments.of(Set.of(NEVER), Set.of(NEVER), Set.of(NEVER)),
        Arguments.of(Set.of(NEVER), Set.of(SUCCESS), Set.of(SUCCESS)),
        Arguments.of(Set.of(SUCCESS), Set.of(DELAY), Set.of(SUCCESS, DELAY)));
  }

  /// RFC 3461 §4.1.
  @ParameterizedTest
  @MethodSource("pairs")
  void givenTwiceHasItsSenderHearOfBoth(Set<Notify> one, Set<Notify> other, Set<Notify> both) {
    assertThat(asking(one).and(asking(other)).notifications()).isEqualTo(both);
    assertThat(asking(other).and(asking(one)).notifications()).isEqualTo(both);
  }

  private static Recipient asking(Set<Notify> notifications) {
    return new Recipient(ALICE, notifications, Optional.empty());
  }
}
