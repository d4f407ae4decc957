package dev.yubin.mailbox.account;

import dev.yubin.auth.ScramKeys;
import dev.yubin.mail.EmailAddress;
import dev.yubin.server.sasl.Authenticator.Result;
import dev.yubin.server.sasl.ScramKeeper;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// Verifies SCRAM proofs for the protocols that read mail. Safe for use by many threads.
///
/// @param refusal what a refused login waits for
record AccountScramKeeper(AccountKeys keys, RefusalDelay refusal) implements ScramKeeper {
  private static final Logger log = LoggerFactory.getLogger(AccountScramKeeper.class);

  @Override
  public Lookup lookUp(String name) {
    try {
      ScramKeys found = keys.of(name);
      return new Lookup.Salted(found.salt(), found.iterations());
    } catch (DataAccessException e) {
      logUnavailable(e);
      return new Lookup.Unavailable();
    }
  }

  @Override
  public Verification verify(String name, String authMessage, byte[] clientProof) {
    try {
      Optional<ScramKeys> right = keys.verified(name, authMessage, clientProof);
      if (right.isEmpty()) {
        refusal.pause();
        return new Verification.Failed(new Result.Refused());
      }
      EmailAddress account = EmailAddress.of(EmailAddress.of(name).key());
      return new Verification.Proven(account, right.get().serverSignature(authMessage));
    } catch (DataAccessException e) {
      logUnavailable(e);
      return new Verification.Failed(new Result.Unavailable());
    }
  }

  private static void logUnavailable(DataAccessException e) {
    log.warn("event=login-unavailable mechanism=scram cause={}", e.toString());
  }
}
