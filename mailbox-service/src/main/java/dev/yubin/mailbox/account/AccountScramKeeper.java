package dev.yubin.mailbox.account;

import dev.yubin.auth.ScramKeys;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mailbox.login.LoginOutcome;
import dev.yubin.server.sasl.Authenticator.Result;
import dev.yubin.server.sasl.ScramKeeper;
import java.net.InetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// Verifies the SCRAM proofs of one client, for the protocols that read mail. Runs on the session's
/// thread, which a refusal holds for a moment.
record AccountScramKeeper(ScramLogins scram, InetAddress client) implements ScramKeeper {
  private static final Logger log = LoggerFactory.getLogger(AccountScramKeeper.class);

  @Override
  public Lookup lookUp(String name) {
    try {
      ScramKeys found = scram.keys(name);
      return new Lookup.Salted(found.salt(), found.iterations());
    } catch (DataAccessException e) {
      logUnavailable(e);
      return new Lookup.Unavailable();
    }
  }

  @Override
  public Verification verify(String name, String authMessage, byte[] clientProof) {
    try {
      ScramLogins.Checked checked = scram.check(name, authMessage, clientProof, client);
      return checked.outcome() instanceof LoginOutcome.Accepted(EmailAddress account)
          ? new Verification.Proven(account, checked.keys().serverSignature(authMessage))
          : new Verification.Failed(AccountAuthenticator.result(checked.outcome()));
    } catch (DataAccessException e) {
      logUnavailable(e);
      return new Verification.Failed(new Result.Unavailable());
    }
  }

  private static void logUnavailable(DataAccessException e) {
    log.warn("event=login-unavailable mechanism=scram cause={}", e.toString());
  }
}
