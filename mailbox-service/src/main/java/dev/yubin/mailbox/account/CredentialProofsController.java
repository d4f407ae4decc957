package dev.yubin.mailbox.account;

import dev.yubin.auth.CredentialProofs;
import dev.yubin.auth.ScramKeys;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mailbox.login.LoginLimits;
import dev.yubin.mailbox.login.LoginOutcome;
import dev.yubin.server.limit.RetryAfter;
import dev.yubin.store.account.Logins;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.RestController;

/// Verifies logins of smtp-service. What is answered for an address that does not exist, and how
/// long it takes, tells nothing.
@Hidden
@RestController
class CredentialProofsController implements CredentialProofs {
  private static final Logger log = LoggerFactory.getLogger(CredentialProofsController.class);

  private final Logins logins;
  private final LoginLimits limits;
  private final MadeUpKeys madeUp;

  CredentialProofsController(Logins logins, LoginLimits limits, ServicesProperties services) {
    this.logins = logins;
    this.limits = limits;
    this.madeUp = new MadeUpKeys(services.secret());
  }

  @Override
  public Salt salt(String address) {
    ScramKeys keys = scramKeys(address).orElseGet(() -> madeUp.of(address));
    return new Salt(keys.salt(), keys.iterations());
  }

  @Override
  public Verdict verify(String address, Proof proof) {
    Optional<ScramKeys> known = scramKeys(address);
    ScramKeys keys = known.orElseGet(() -> madeUp.of(address));
    boolean right = keys.accepts(proof.authMessage(), proof.clientProof()) && known.isPresent();
    InetAddress client = InetAddress.ofLiteral(proof.client());
    LoginOutcome outcome =
        EmailAddress.parse(address)
            .map(account -> limits.check(account, client, () -> verdict(right)))
            .orElseGet(limits::refuseName);
    return switch (outcome) {
      case LoginOutcome.Accepted(EmailAddress account) ->
          Verdict.accepted(account.key(), keys.serverSignature(proof.authMessage()));
      case LoginOutcome.Refused(Duration pause) -> refused(address, client, pause);
      case LoginOutcome.Limited(RetryAfter retryAfter) -> Verdict.limited(retryAfter.time());
      case LoginOutcome.Unchecked() -> throw new IllegalStateException("A proof needs no waiting");
    };
  }

  private static Logins.Verdict verdict(boolean right) {
    return right ? new Logins.Verdict.Accepted() : new Logins.Verdict.Refused();
  }

  private static Verdict refused(String address, InetAddress client, Duration pause) {
    log.info(
        "event=login-refused service=smtp account={} client={}",
        EmailAddress.parse(address).map(EmailAddress::key).orElse("-"),
        client.getHostAddress());
    return Verdict.refused(pause);
  }

  private Optional<ScramKeys> scramKeys(String address) {
    return EmailAddress.parse(address).flatMap(logins::scramKeys);
  }
}
