package dev.yubin.smtp.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mail.EmailAddress;
import dev.yubin.server.limit.RetryAfter;
import dev.yubin.server.sasl.Authenticator.Result;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScramAuthenticatorTest {
  private static final Result ALICE = new Result.Accepted(EmailAddress.of("alice@example.test"));

  private final TestLogins accounts = new TestLogins();
  private final ScramAuthenticator authenticator =
      new ScramAuthenticator(accounts.of("192.0.2.7"), new RecentLogins(Duration.ofMinutes(1)));

  @Test
  void acceptsTheRightPassword() {
    assertThat(authenticator.authenticate("alice@example.test", "yubin-demo")).isEqualTo(ALICE);
  }

  @Test
  void givesTheCanonicalAddressWhateverCaseWasTyped() {
    assertThat(authenticator.authenticate("Alice@Example.TEST", "yubin-demo")).isEqualTo(ALICE);
  }

  @Test
  void refusesWrongPasswordsUnknownAccountsAndNoAddresses() {
    assertThat(authenticator.authenticate("alice@example.test", "yubin-dem"))
        .isEqualTo(new Result.Refused());
    assertThat(authenticator.authenticate("nobody@example.test", "yubin-demo"))
        .isEqualTo(new Result.Refused());
    assertThat(authenticator.authenticate("alice", "yubin-demo")).isEqualTo(new Result.Refused());
  }

  @Test
  void saysThatNobodyCouldBeAsked() {
    assertThat(authenticator.authenticate("down@example.test", "yubin-demo"))
        .isEqualTo(new Result.Unavailable());
  }

  @Test
  void saysWhenTooManyLoginsHaveFailed() {
    assertThat(authenticator.authenticate("guessed@example.test", "yubin-demo"))
        .isEqualTo(new Result.Limited(new RetryAfter(TestLogins.RETRY_AFTER)));
  }

  @Test
  void asksAgainForALoginFromElsewhere() {
    RecentLogins recent = new RecentLogins(Duration.ofMinutes(1));
    for (String client : new String[] {"192.0.2.7", "2001:db8::7", "192.0.2.7"}) {
      assertThat(
              new ScramAuthenticator(accounts.of(client), recent)
                  .authenticate("alice@example.test", "yubin-demo"))
          .isEqualTo(ALICE);
    }
    assertThat(accounts.clients).containsExactly("192.0.2.7", "2001:db8:0:0:0:0:0:7");
  }

  @Test
  void asksOnceForALoginThatIsRepeated() {
    authenticator.authenticate("alice@example.test", "yubin-demo");
    authenticator.authenticate("alice@example.test", "yubin-demo");
    assertThat(accounts.verifications).hasValue(1);
  }

  @Test
  void asksAgainForAnotherPassword() {
    authenticator.authenticate("alice@example.test", "yubin-demo");
    assertThat(authenticator.authenticate("alice@example.test", "other"))
        .isEqualTo(new Result.Refused());
    assertThat(authenticator.authenticate("bob@example.test", "yubin-demo"))
        .isInstanceOf(Result.Accepted.class);
    assertThat(accounts.verifications).hasValue(3);
  }

  @Test
  void remembersNothingWhenTheTimeIsZero() {
    ScramAuthenticator forgetful =
        new ScramAuthenticator(accounts.of("192.0.2.7"), new RecentLogins(Duration.ZERO));
    forgetful.authenticate("alice@example.test", "yubin-demo");
    forgetful.authenticate("alice@example.test", "yubin-demo");
    assertThat(accounts.verifications).hasValue(2);
  }
}
