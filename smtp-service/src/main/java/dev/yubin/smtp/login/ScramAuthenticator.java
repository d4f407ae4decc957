package dev.yubin.smtp.login;

import dev.yubin.auth.CredentialProofs;
import dev.yubin.auth.ScramKeys;
import dev.yubin.mail.EmailAddress;
import dev.yubin.server.sasl.Authenticator;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClientException;

/// Verifies passwords by SCRAM proofs: plays the SCRAM client of RFC 5802 §3 on behalf of a mail
/// program that has given its password. Safe for use by many threads.
final class ScramAuthenticator implements Authenticator {
  private static final Logger log = LoggerFactory.getLogger(ScramAuthenticator.class);

  private final ClientProofs proofs;
  private final RecentLogins recent;

  ScramAuthenticator(ClientProofs proofs, RecentLogins recent) {
    this.proofs = proofs;
    this.recent = recent;
  }

  @Override
  public Result authenticate(String name, String password) {
    Optional<EmailAddress> address = EmailAddress.parse(name);
    if (address.isEmpty() || password.isEmpty()) {
      return new Result.Refused();
    }
    String key = address.get().key();
    Optional<EmailAddress> known = recent.find(proofs.clientAddress(), key, password);
    if (known.isPresent()) {
      return new Result.Accepted(known.get());
    }
    try {
      return verify(key, password);
    } catch (RestClientException e) {
      log.warn("event=login-unverified account={} cause={}", key, e.toString());
      return new Result.Unavailable();
    }
  }

  private Result verify(String name, String password) {
    CredentialProofs.Salt salt = proofs.salt(name);
    String authMessage = authMessage(name, salt);
    byte[] proof = ScramKeys.clientProof(password, salt.salt(), salt.iterations(), authMessage);
    CredentialProofs.Verdict verdict = proofs.verify(name, authMessage, proof);
    if (!verdict.accepted()) {
      return ClientProofs.failure(verdict);
    }
    EmailAddress account = EmailAddress.of(verdict.account());
    recent.remember(proofs.clientAddress(), name, password, account);
    return new Result.Accepted(account);
  }

  /// RFC 5802 §3: client-first-message-bare, server-first-message and
  /// client-final-message-without-proof. Fresh nonces make each proof good for one use.
  private static String authMessage(String name, CredentialProofs.Salt salt) {
    String clientNonce = ScramKeys.nonce();
    String nonce = clientNonce + ScramKeys.nonce();
    // RFC 5802 §5.1: "," and "=" are escaped in a user name.
    String user = name.replace("=", "=3D").replace(",", "=2C");
    String encodedSalt = Base64.getEncoder().encodeToString(salt.salt());
    return "n=%s,r=%s,r=%s,s=%s,i=%d,c=biws,r=%s"
        .formatted(user, clientNonce, nonce, encodedSalt, salt.iterations(), nonce);
  }
}
