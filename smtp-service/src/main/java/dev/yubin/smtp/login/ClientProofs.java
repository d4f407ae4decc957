package dev.yubin.smtp.login;

import dev.yubin.auth.CredentialProofs;
import dev.yubin.auth.CredentialProofs.Proof;
import dev.yubin.auth.CredentialProofs.Salt;
import dev.yubin.auth.CredentialProofs.Verdict;
import dev.yubin.server.limit.RetryAfter;
import dev.yubin.server.sasl.Authenticator.Result;
import java.net.InetAddress;
import java.time.Duration;

/// The proofs of one client, verified by mailbox-service, which counts those that are wrong.
///
/// @param proofs mailbox-service
record ClientProofs(CredentialProofs proofs, InetAddress client) {

  Salt salt(String address) {
    return proofs.salt(address);
  }

  Verdict verify(String address, String authMessage, byte[] clientProof) {
    return proofs.verify(address, new Proof(authMessage, clientProof, clientAddress()));
  }

  String clientAddress() {
    return client.getHostAddress();
  }

  /// What a client hears of a proof that was not accepted, after the pause that mailbox-service
  /// wants. The session's thread waits, and holds nothing else meanwhile.
  static Result failure(Verdict verdict) {
    if (verdict.limited()) {
      return new Result.Limited(new RetryAfter(Duration.ofSeconds(verdict.retryAfter())));
    }
    return Result.Refused.after(Duration.ofMillis(verdict.pause()));
  }
}
