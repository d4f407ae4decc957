package dev.yubin.mailbox.account;

import dev.yubin.auth.ScramKeys;
import dev.yubin.mail.EmailAddress;
import dev.yubin.store.account.Logins;
import java.util.Optional;

/// The SCRAM keys of accounts. What is answered for an address that does not exist, and how long it
/// takes, tells nothing.
record AccountKeys(Logins logins, MadeUpKeys madeUp) {

  /// @param address any text
  ScramKeys of(String address) {
    return known(address).orElseGet(() -> madeUp.of(address));
  }

  /// @return the keys behind the proof, empty when it is none of an enabled account's
  Optional<ScramKeys> verified(String address, String authMessage, byte[] clientProof) {
    Optional<ScramKeys> known = known(address);
    ScramKeys keys = known.orElseGet(() -> madeUp.of(address));
    boolean accepted = keys.accepts(authMessage, clientProof);
    return known.filter(right -> accepted);
  }

  private Optional<ScramKeys> known(String address) {
    return EmailAddress.parse(address).flatMap(logins::scramKeys);
  }
}
