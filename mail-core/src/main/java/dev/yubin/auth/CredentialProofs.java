package dev.yubin.auth;

import java.time.Duration;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/// How smtp-service has a login verified by the service that holds the accounts. The password
/// itself never crosses: smtp-service fetches the salt, makes (or, for SCRAM mechanisms, is given)
/// the client's proof of RFC 5802 §3 and has that proof checked. Implemented by mailbox-service.
public interface CredentialProofs {

  /// The salt and iteration count of an address. An unknown address gets a stable made-up salt, so
  /// that an answer does not tell which addresses exist.
  @GetExchange("/internal/v1/credentials/{address}/salt")
  Salt salt(@PathVariable String address);

  @PostExchange("/internal/v1/credentials/{address}/proofs")
  Verdict verify(@PathVariable String address, @RequestBody Proof proof);

  /// Whether an address is that of an enabled account, for a client who proved by other means, such
  /// as a token, that it is his.
  @GetExchange("/internal/v1/credentials/{address}/standing")
  Standing standing(@PathVariable String address);

  /// @param mayLogIn whether there is an enabled account
  /// @param account its canonical address, empty when there is none
  record Standing(boolean mayLogIn, String account) {
    public static final Standing NONE = new Standing(false, "");
  }

  /// @param salt octets (base64 in JSON)
  /// @param iterations of PBKDF2
  record Salt(byte[] salt, int iterations) {}

  /// @param authMessage AuthMessage of RFC 5802 §3
  /// @param clientProof ClientProof of RFC 5802 §3, 32 octets
  /// @param client IP address of who logs in; failed logins are limited by its network
  record Proof(String authMessage, byte[] clientProof, String client) {}

  /// @param accepted whether the proof is that of an enabled account
  /// @param account the account's canonical address, empty when refused
  /// @param serverSignature ServerSignature of RFC 5802 §3, empty when refused
  /// @param pause milliseconds for which the client is to wait for its refusal
  /// @param retryAfter seconds until proofs are looked at again, after too many that were wrong; 0
  ///     when this one was looked at
  record Verdict(
      boolean accepted, String account, byte[] serverSignature, long pause, long retryAfter) {

    public static Verdict accepted(String account, byte[] serverSignature) {
      return new Verdict(true, account, serverSignature, 0, 0);
    }

    public static Verdict refused(Duration pause) {
      return new Verdict(false, "", new byte[0], pause.toMillis(), 0);
    }

    /// @param retryAfter is rounded up to a second
    public static Verdict limited(Duration retryAfter) {
      return new Verdict(false, "", new byte[0], 0, retryAfter.plusNanos(999_999_999).toSeconds());
    }

    /// Whether too many proofs were wrong for this one to be looked at.
    public boolean limited() {
      return retryAfter > 0;
    }
  }
}
