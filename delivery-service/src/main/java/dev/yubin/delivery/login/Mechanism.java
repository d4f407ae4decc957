package dev.yubin.delivery.login;

import java.util.Collection;
import java.util.Optional;

/// One exchange of a SASL mechanism (RFC 4422 §5), of the client. For one thread, used once.
public sealed interface Mechanism permits Plain, PasswordPrompt, Scram {

  /// As it is registered with IANA.
  String name();

  /// What the client says first; empty when it waits for a challenge.
  Optional<byte[]> first();

  /// @return what answers a challenge
  /// @throws DistrustException when the host is not who knows our password, or says what has no
  ///     place in the exchange
  byte[] answer(byte[] challenge) throws DistrustException;

  /// Whether a host may end the exchange by success now.
  ///
  /// @return false when it has yet to prove that it knows the password
  boolean isComplete();

  /// The best that both sides know: one that does not give the password away, bound to the
  /// channel where that can be.
  ///
  /// @param offered names of mechanisms, in capitals
  static Optional<Mechanism> best(Login login, Collection<String> offered, Channel channel) {
    if (offered.contains("SCRAM-SHA-256-PLUS") && channel.binding().isPresent()) {
      return Optional.of(Scram.bound(login, channel.binding().get()));
    }
    if (offered.contains("SCRAM-SHA-256")) {
      return Optional.of(Scram.unbound(login));
    }
    if (offered.contains("PLAIN")) {
      return Optional.of(new Plain(login));
    }
    return offered.contains("LOGIN") ? Optional.of(new PasswordPrompt(login)) : Optional.empty();
  }
}
