package dev.yubin.mailbox.account;

import dev.yubin.auth.CredentialProofs;
import dev.yubin.auth.ScramKeys;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mailbox.login.LoginOutcome;
import dev.yubin.server.limit.RetryAfter;
import dev.yubin.store.account.Logins;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.InetAddress;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.RestController;

/// Verifies logins of smtp-service. What is answered for an address that does not exist, and how
/// long it takes, tells nothing.
@Hidden
@RestController
class CredentialProofsController implements CredentialProofs {
  private static final Logger log = LoggerFactory.getLogger(CredentialProofsController.class);

  private final ScramLogins scram;
  private final Logins logins;

  CredentialProofsController(ScramLogins scram, Logins logins) {
    this.scram = scram;
    this.logins = logins;
  }

  @Override
  public Salt salt(String address) {
    ScramKeys keys = scram.keys(address);
    return new Salt(keys.salt(), keys.iterations());
  }

  @Override
  public Standing standing(String address) {
    return EmailAddress.parse(address)
        .filter(logins::isEnabled)
        .map(account -> new Standing(true, account.key()))
        .orElse(Standing.NONE);
  }

  @Override
  public Verdict verify(String address, Proof proof) {
    InetAddress client = InetAddress.ofLiteral(proof.client());
    ScramLogins.Checked checked =
        scram.check(address, proof.authMessage(), proof.clientProof(), client);
    return switch (checked.outcome()) {
      case LoginOutcome.Accepted(EmailAddress account) ->
          Verdict.accepted(account.key(), checked.keys().serverSignature(proof.authMessage()));
      case LoginOutcome.Refused(Duration pause) -> refused(address, client, pause);
      case LoginOutcome.Limited(RetryAfter retryAfter) -> Verdict.limited(retryAfter.time());
      case LoginOutcome.Unchecked() -> throw new IllegalStateException("A proof needs no waiting");
    };
  }

  private static Verdict refused(String address, InetAddress client, Duration pause) {
    log.info(
        "event=login-refused service=smtp account={} client={}",
        EmailAddress.parse(address).map(EmailAddress::key).orElse("-"),
        client.getHostAddress());
    return Verdict.refused(pause);
  }
}
