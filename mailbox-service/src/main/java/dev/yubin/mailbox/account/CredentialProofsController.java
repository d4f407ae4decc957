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

  private final Logins logins;
  private final MadeUpKeys madeUp;

  CredentialProofsController(Logins logins, ServicesProperties services) {
    this.logins = logins;
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
    boolean accepted = keys.accepts(proof.authMessage(), proof.clientProof());
    if (!accepted || known.isEmpty()) {
      log.info(
          "event=login-refused service=smtp account={}",
          EmailAddress.parse(address).map(EmailAddress::key).orElse("-"));
      return Verdict.REFUSED;
    }
    return new Verdict(
        true, EmailAddress.of(address).key(), keys.serverSignature(proof.authMessage()));
  }

  private Optional<ScramKeys> scramKeys(String address) {
    return EmailAddress.parse(address).flatMap(logins::scramKeys);
  }
}
