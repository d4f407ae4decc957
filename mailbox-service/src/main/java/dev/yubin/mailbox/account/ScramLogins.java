package dev.yubin.mailbox.account;

import dev.yubin.auth.ScramKeys;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mailbox.login.LoginLimits;
import dev.yubin.mailbox.login.LoginOutcome;
import dev.yubin.store.account.Logins;
import java.net.InetAddress;
import java.util.Optional;

/// Logins by SCRAM. What is answered for an address that does not exist, and how long it takes,
/// tells nothing. Safe for use by many threads.
record ScramLogins(Logins logins, MadeUpKeys madeUp, LoginLimits limits) {

  /// @param keys the account's, or made up
  record Checked(LoginOutcome outcome, ScramKeys keys) {}

  /// @param address any text
  ScramKeys keys(String address) {
    return known(address).orElseGet(() -> madeUp.of(address));
  }

  /// @param address any text
  /// @param client who sent the proof
  Checked check(String address, String authMessage, byte[] clientProof, InetAddress client) {
    Optional<ScramKeys> known = known(address);
    ScramKeys keys = known.orElseGet(() -> madeUp.of(address));
    boolean right = keys.accepts(authMessage, clientProof) && known.isPresent();
    LoginOutcome outcome =
        EmailAddress.parse(address)
            .flatMap(typed -> EmailAddress.parse(typed.key()))
            .map(account -> limits.check(account, client, () -> verdict(right)))
            .orElseGet(limits::refuseName);
    return new Checked(outcome, keys);
  }

  private static Logins.Verdict verdict(boolean right) {
    return right ? new Logins.Verdict.Accepted() : new Logins.Verdict.Refused();
  }

  private Optional<ScramKeys> known(String address) {
    return EmailAddress.parse(address).flatMap(logins::scramKeys);
  }
}
