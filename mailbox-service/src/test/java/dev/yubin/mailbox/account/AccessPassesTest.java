package dev.yubin.mailbox.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mail.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AccessPassesTest {
  private static final EmailAddress ALICE = EmailAddress.of("alice@example.test");
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  private static AccessPasses at(String secret, Instant time) {
    return new AccessPasses(secret, InstantSource.fixed(time));
  }

  @Example
  void aPassOpensItsAccountForFiveMinutesAtAnyInstance() {
    AccessPasses.Pass pass = at("s", NOW).issue(ALICE);

    Instant last = pass.expiresAt().minusMillis(1);
    assertThat(pass.expiresAt()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
    assertThat(at("s", last).admit(ALICE, pass.password())).isTrue();
    assertThat(at("s", last).admit(EmailAddress.of("Alice@example.test"), pass.password()))
        .isTrue();
    assertThat(at("s", pass.expiresAt()).admit(ALICE, pass.password())).isFalse();
    assertThat(at("s", NOW).admit(EmailAddress.of("bob@example.test"), pass.password())).isFalse();
    assertThat(at("other", NOW).admit(ALICE, pass.password())).isFalse();
    assertThat(pass.toString()).doesNotContain(pass.password());
  }

  @Property
  void aPassWithAnotherCharacterIsNone(@ForAll @IntRange(max = 63) int at, @ForAll char other) {
    StringBuilder forged = new StringBuilder(at("s", NOW).issue(ALICE).password());
    boolean same = at >= forged.length() || forged.charAt(at) == other;
    if (!same) {
      forged.setCharAt(at, other);
    }
    // The last of 43 characters has two bits that mean nothing.
    boolean idle = at == forged.length() - 1;
    assertThat(at("s", NOW).admit(ALICE, forged.toString()) && !same && !idle).isFalse();
  }

  @Property
  void anyOtherTextIsNone(@ForAll String text) {
    assertThat(at("s", NOW).admit(ALICE, text)).isFalse();
  }
}
