package dev.yubin.mailbox.account;

import dev.yubin.mail.EmailAddress;
import dev.yubin.server.sasl.Authenticator;
import dev.yubin.store.account.Logins;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// Logs in by address and password, for the protocols that read mail. The case of the address
/// does not matter. Runs on the session's thread, which a refusal holds for a moment, so that
/// guessing is slow.
public final class AccountAuthenticator implements Authenticator {
  private static final Logger log = LoggerFactory.getLogger(AccountAuthenticator.class);

  private final Logins logins;
  private final RightPasswords rightPasswords;
  private final RefusalDelay refusal;

  AccountAuthenticator(Logins logins, Duration memory, RefusalDelay refusal) {
    this.logins = logins;
    this.rightPasswords = new RightPasswords(memory);
    this.refusal = refusal;
  }

  @Override
  public Result authenticate(String name, String password) {
    Optional<EmailAddress> address =
        EmailAddress.parse(name).flatMap(typed -> EmailAddress.parse(typed.key()));
    Result result = address.map(a -> check(a, password)).orElseGet(Result.Refused::new);
    if (result instanceof Result.Refused) {
      refusal.pause();
    }
    return result;
  }

  private Result check(EmailAddress address, String password) {
    if (rightPasswords.contains(address.key(), password)) {
      return new Result.Accepted(address);
    }
    try {
      return switch (logins.verify(address, password)) {
        case Logins.Verdict.Accepted() -> {
          rightPasswords.add(address.key(), password);
          yield new Result.Accepted(address);
        }
        case Logins.Verdict.Refused() -> new Result.Refused();
        case Logins.Verdict.Busy() -> new Result.Unavailable();
      };
    } catch (DataAccessException e) {
      log.warn("event=login-unavailable cause={}", e.toString());
      return new Result.Unavailable();
    }
  }

  /// The account is different now: its password is looked up anew.
  ///
  /// @param address in lower case
  void forget(String address) {
    rightPasswords.forget(address);
  }
}
