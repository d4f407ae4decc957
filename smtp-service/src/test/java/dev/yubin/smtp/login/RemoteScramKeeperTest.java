package dev.yubin.smtp.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.auth.ScramKeys;
import dev.yubin.mail.EmailAddress;
import dev.yubin.server.limit.RetryAfter;
import dev.yubin.server.sasl.Authenticator.Result;
import dev.yubin.server.sasl.ScramKeeper.Lookup;
import dev.yubin.server.sasl.ScramKeeper.Verification;
import org.junit.jupiter.api.Test;

class RemoteScramKeeperTest {
  private final RemoteScramKeeper keeper = new RemoteScramKeeper(new TestLogins().of("192.0.2.7"));

  private Verification verify(String name, String password) {
    Lookup.Salted salted = (Lookup.Salted) keeper.lookUp(name);
    byte[] proof = ScramKeys.clientProof(password, salted.salt(), salted.iterations(), "m");
    return keeper.verify(name, "m", proof);
  }

  @Test
  void provesARightPassword() {
    assertThat(verify("Alice@Example.test", "yubin-demo"))
        .isInstanceOfSatisfying(
            Verification.Proven.class,
            proven ->
                assertThat(proven.account()).isEqualTo(EmailAddress.of("alice@example.test")));
  }

  @Test
  void refusesAWrongPasswordAndWhatIsNoAddress() {
    Verification refused = new Verification.Failed(new Result.Refused());
    assertThat(verify("alice@example.test", "wrong")).isEqualTo(refused);
    assertThat(verify("alice", "yubin-demo")).isEqualTo(refused);
  }

  @Test
  void saysWhenTooManyLoginsHaveFailed() {
    assertThat(verify("guessed@example.test", "yubin-demo"))
        .isEqualTo(
            new Verification.Failed(new Result.Limited(new RetryAfter(TestLogins.RETRY_AFTER))));
  }

  @Test
  void saysThatNobodyCouldBeAsked() {
    assertThat(keeper.lookUp("down@example.test")).isEqualTo(new Lookup.Unavailable());
  }
}
