package dev.yubin.mailbox.account;

import dev.yubin.auth.CredentialProofs;
import dev.yubin.auth.ScramKeys;
import dev.yubin.mail.EmailAddress;
import dev.yubin.store.account.Logins;
import io.swagger.v3.oas.annotations.Hidden;
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

  private final AccountKeys accounts;
  private final Logins logins;

  CredentialProofsController(AccountKeys accounts, Logins logins) {
    this.accounts = accounts;
    this.logins = logins;
  }

  @Override
  public Salt salt(String address) {
    ScramKeys keys = accounts.of(address);
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
    Optional<ScramKeys> keys = accounts.verified(address, proof.authMessage(), proof.clientProof());
    if (keys.isEmpty()) {
      log.info(
          "event=login-refused service=smtp account={}",
          EmailAddress.parse(address).map(EmailAddress::key).orElse("-"));
      return Verdict.REFUSED;
    }
    return new Verdict(
        true, EmailAddress.of(address).key(), keys.get().serverSignature(proof.authMessage()));
  }
}
