package dev.yubin.server.sasl;

import dev.yubin.mail.EmailAddress;

/// Who keeps the SCRAM keys of the accounts (RFC 5802 §3), here or behind another service.
public interface ScramKeeper {

  /// @param name what the client logs in as; one that does not exist gets a salt all the same
  Lookup lookUp(String name);

  /// @param authMessage AuthMessage of RFC 5802 §3
  /// @param clientProof ClientProof, of any length
  Verification verify(String name, String authMessage, byte[] clientProof);

  sealed interface Lookup {
    /// @param iterations of PBKDF2
    record Salted(byte[] salt, int iterations) implements Lookup {}

    /// Nobody could be asked now.
    record Unavailable() implements Lookup {}
  }

  sealed interface Verification {
    record Proven(EmailAddress account, byte[] serverSignature) implements Verification {}

    record Failed(Authenticator.Result result) implements Verification {}
  }
}
