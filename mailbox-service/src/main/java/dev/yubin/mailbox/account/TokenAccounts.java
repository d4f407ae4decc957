package dev.yubin.mailbox.account;

import dev.yubin.mail.EmailAddress;
import dev.yubin.server.sasl.Authenticator.Result;
import dev.yubin.store.account.Logins;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// Whether the account that a token names may log in. Safe for use by many threads.
record TokenAccounts(Logins logins) implements Function<EmailAddress, Result> {
  private static final Logger log = LoggerFactory.getLogger(TokenAccounts.class);

  @Override
  public Result apply(EmailAddress address) {
    try {
      return logins.isEnabled(address)
          ? new Result.Accepted(EmailAddress.of(address.key()))
          : new Result.Refused();
    } catch (DataAccessException e) {
      log.warn("event=login-unavailable mechanism=token cause={}", e.toString());
      return new Result.Unavailable();
    }
  }
}
