package dev.yubin.smtp.login;

import dev.yubin.auth.CredentialProofs;
import dev.yubin.mail.EmailAddress;
import dev.yubin.server.sasl.Authenticator.Result;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClientException;

/// Asks mailbox-service whether the account that a token names may log in. Safe for use by many
/// threads.
///
/// @param proofs mailbox-service
record RemoteAccounts(CredentialProofs proofs) implements Function<EmailAddress, Result> {
  private static final Logger log = LoggerFactory.getLogger(RemoteAccounts.class);

  @Override
  public Result apply(EmailAddress address) {
    try {
      CredentialProofs.Standing standing = proofs.standing(address.key());
      return standing.mayLogIn()
          ? new Result.Accepted(EmailAddress.of(standing.account()))
          : new Result.Refused();
    } catch (RestClientException e) {
      log.warn("event=login-unverified mechanism=token cause={}", e.toString());
      return new Result.Unavailable();
    }
  }
}
