package dev.yubin.mailbox.account;

import dev.yubin.mail.EmailAddress;
import dev.yubin.mailbox.login.LoginLimits;
import dev.yubin.mailbox.login.LoginOutcome;
import dev.yubin.server.limit.RetryAfter;
import dev.yubin.server.sasl.Authenticator;
import dev.yubin.server.sasl.ClientLogins;
import dev.yubin.server.sasl.SaslMechanisms;
import dev.yubin.server.sasl.TokenVerifier;
import dev.yubin.store.account.Logins;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// Logs in by address and password, by SCRAM, by a token or by an administrator's pass, for
/// the protocols that read mail. The case of the address does not matter. Runs on the
/// session's thread, which a refusal holds for a moment, so that guessing is slow.
public final class AccountAuthenticator implements ClientLogins {
  private static final Logger log = LoggerFactory.getLogger(AccountAuthenticator.class);

  private final Logins logins;
  private final LoginLimits limits;
  private final RightPasswords rightPasswords;
  private final ScramLogins scram;
  private final Optional<TokenVerifier> tokens;
  private final AccessPasses passes;

  /// @param memory how long a right password is remembered
  AccountAuthenticator(
      Logins logins,
      LoginLimits limits,
      ScramLogins scram,
      Optional<TokenVerifier> tokens,
      AccessPasses passes,
      Duration memory) {
    this.logins = logins;
    this.limits = limits;
    this.rightPasswords = new RightPasswords(memory);
    this.scram = scram;
    this.tokens = tokens;
    this.passes = passes;
  }

  @Override
  public SaslMechanisms from(InetAddress client) {
    return new SaslMechanisms(
        (name, password) -> authenticate(name, password, client),
        Optional.of(new AccountScramKeeper(scram, client)),
        tokens);
  }

  private Authenticator.Result authenticate(String name, String password, InetAddress client) {
    Optional<EmailAddress> address =
        EmailAddress.parse(name).flatMap(typed -> EmailAddress.parse(typed.key()));
    if (address.isPresent() && passes.admit(address.get(), password)) {
      // Not the owner: the network becomes none of the account's own.
      log.info(
          "event=access-pass account={} client={}", address.get().key(), client.getHostAddress());
      return new Authenticator.Result.Accepted(address.get());
    }
    try {
      return address
          .map(account -> limits.check(account, client, () -> verify(account, password)))
          .map(AccountAuthenticator::result)
          .orElseGet(() -> result(limits.refuseName()));
    } catch (DataAccessException e) {
      log.warn("event=login-unavailable cause={}", e.toString());
      return new Authenticator.Result.Unavailable();
    }
  }

  private Logins.Verdict verify(EmailAddress address, String password) {
    if (rightPasswords.contains(address.key(), password)) {
      return new Logins.Verdict.Accepted();
    }
    Logins.Verdict verdict = logins.verify(address, password);
    if (verdict instanceof Logins.Verdict.Accepted) {
      rightPasswords.add(address.key(), password);
    }
    return verdict;
  }

  static Authenticator.Result result(LoginOutcome outcome) {
    return switch (outcome) {
      case LoginOutcome.Accepted(EmailAddress account) ->
          new Authenticator.Result.Accepted(account);
      case LoginOutcome.Refused(Duration pause) -> Authenticator.Result.Refused.after(pause);
      case LoginOutcome.Limited(RetryAfter retryAfter) ->
          new Authenticator.Result.Limited(retryAfter);
      case LoginOutcome.Unchecked() -> new Authenticator.Result.Unavailable();
    };
  }

  /// The account is different now: its password is looked up anew.
  ///
  /// @param address in lower case
  void forget(String address) {
    rightPasswords.forget(address);
  }
}
