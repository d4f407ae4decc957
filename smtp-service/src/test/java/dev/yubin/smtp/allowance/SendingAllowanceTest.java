package dev.yubin.smtp.allowance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.allowance.Allowances.Limit;
import dev.yubin.allowance.Allowances.Request;
import dev.yubin.mail.EmailAddress;
import dev.yubin.smtp.command.SmtpReply;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SendingAllowanceTest {
  private static final Optional<EmailAddress> ALICE =
      Optional.of(EmailAddress.of("Alice@Example.test"));
  private static final Optional<EmailAddress> NOBODY = Optional.empty();
  private static final InetAddress CLIENT = InetAddress.ofLiteral("2001:db8::7");
  private static final Limit UNLIMITED = new Limit(0, 0, 3600);

  private final TestAllowances allowances = new TestAllowances();
  private Instant now = Instant.EPOCH;

  private SendingAllowance allowing(Limit ofAccount, Limit ofNetwork) {
    return allowances.with(ofAccount, ofNetwork, () -> now);
  }

  @Test
  void takesAMailWithItsFirstRecipientAndRecipientsAlone() {
    Limit limit = new Limit(2, 5, 3600);
    SendingAllowance allowance = allowing(limit, UNLIMITED);
    allowance.take(ALICE, CLIENT, true);
    allowance.take(ALICE, CLIENT, false);

    assertThat(allowances.taken)
        .containsExactly(
            new Request("alice@example.test", 1, 1, limit),
            new Request("alice@example.test", 0, 1, limit));
  }

  @Test
  void countsClientsWithoutALoginByNetwork() {
    Limit limit = new Limit(1, 0, 3600);
    SendingAllowance allowance = allowing(UNLIMITED, limit);

    assertThat(allowance.take(NOBODY, CLIENT, true)).isEmpty();
    assertThat(allowance.take(NOBODY, InetAddress.ofLiteral("2001:db8::8"), true)).isPresent();
    assertThat(allowances.taken)
        .containsExactly(new Request("2001:db8:0:0:0:0:0:0/64", 1, 1, limit));
  }

  @Test
  void saysWhatMayBeSentAndWhenToTryAgain() {
    assertThat(refusal(new Limit(1, 2, 3600)))
        .contains("No more than 1 mails and 2 recipients within 60 minutes");
    assertThat(refusal(new Limit(1, 0, 600))).contains("No more than 1 mails within 10 minutes");
    assertThat(refusal(new Limit(0, 1, 86_400)))
        .contains("No more than 1 recipients within 1440 minutes, try again in 23 minutes");
  }

  private String refusal(Limit limit) {
    SendingAllowance allowance = new TestAllowances().with(limit, UNLIMITED, () -> now);
    allowance.take(ALICE, CLIENT, true);
    SmtpReply reply = allowance.take(ALICE, CLIENT, true).orElseThrow();
    assertThat(reply.code()).isEqualTo(450);
    assertThat(reply.enhanced()).isEqualTo("4.7.1");
    return reply.lines().getFirst();
  }

  @Test
  void asksNobodyWhereThereIsNoLimit() {
    SendingAllowance allowance = allowing(UNLIMITED, UNLIMITED);

    assertThat(allowance.take(ALICE, CLIENT, true)).isEmpty();
    assertThat(allowance.take(NOBODY, CLIENT, true)).isEmpty();
    assertThat(allowances.questions).isZero();
  }

  @Test
  void letsMailPassWhileNobodyCanBeAskedAndAsksAgainAfterARest() {
    SendingAllowance allowance = allowing(new Limit(1, 0, 3600), UNLIMITED);
    allowance.take(ALICE, CLIENT, true);
    allowances.down = true;

    assertThat(allowance.take(ALICE, CLIENT, true)).isEmpty();
    assertThat(allowance.take(ALICE, CLIENT, true)).isEmpty();
    assertThat(allowances.questions).isEqualTo(2);

    allowances.down = false;
    now = now.plusSeconds(5);
    assertThat(allowance.take(ALICE, CLIENT, true)).isPresent();
  }
}
