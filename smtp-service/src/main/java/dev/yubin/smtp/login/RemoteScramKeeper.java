package dev.yubin.smtp.login;

import dev.yubin.auth.CredentialProofs;
import dev.yubin.mail.EmailAddress;
import dev.yubin.server.sasl.Authenticator.Result;
import dev.yubin.server.sasl.ScramKeeper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClientException;

/// Has the proofs of SCRAM clients verified by mailbox-service. Safe for use by many threads.
///
/// @param proofs of the client
record RemoteScramKeeper(ClientProofs proofs) implements ScramKeeper {
  private static final Logger log = LoggerFactory.getLogger(RemoteScramKeeper.class);

  @Override
  public Lookup lookUp(String name) {
    try {
      CredentialProofs.Salt salt = proofs.salt(key(name));
      return new Lookup.Salted(salt.salt(), salt.iterations());
    } catch (RestClientException e) {
      logUnverified(e);
      return new Lookup.Unavailable();
    }
  }

  @Override
  public Verification verify(String name, String authMessage, byte[] clientProof) {
    try {
      CredentialProofs.Verdict verdict = proofs.verify(key(name), authMessage, clientProof);
      return verdict.accepted()
          ? new Verification.Proven(EmailAddress.of(verdict.account()), verdict.serverSignature())
          : new Verification.Failed(ClientProofs.failure(verdict));
    } catch (RestClientException e) {
      logUnverified(e);
      return new Verification.Failed(new Result.Unavailable());
    }
  }

  /// What is no address is asked for under a name that is none either, so that it is refused as
  /// late as any.
  private static String key(String name) {
    return EmailAddress.parse(name).map(EmailAddress::key).orElse("-");
  }

  private static void logUnverified(RestClientException e) {
    log.warn("event=login-unverified mechanism=scram cause={}", e.toString());
  }
}
