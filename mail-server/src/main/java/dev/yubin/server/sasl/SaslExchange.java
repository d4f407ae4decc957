package dev.yubin.server.sasl;

import java.util.Locale;
import java.util.Optional;

/// One authentication by one mechanism, from the client's first octets to a verdict. For one
/// thread.
public interface SaslExchange {

  /// Goes on with a response of the client's; the first is the initial response, or empty octets
  /// where the client sent none.
  Step respond(byte[] response);

  sealed interface Step {
    /// @param octets what the client is sent next, not yet encoded
    record Challenge(byte[] octets) implements Step {}

    /// @param name who logs in
    record Done(String name, Authenticator.Result result) implements Step {}

    /// The client's octets are not of the mechanism.
    record Malformed() implements Step {}
  }

  /// @param mechanism as the client named it
  /// @return empty when there is no such mechanism
  static Optional<SaslExchange> begin(String mechanism, Authenticator authenticator) {
    return switch (mechanism.toUpperCase(Locale.ROOT)) {
      case "PLAIN" -> Optional.of(new PlainExchange(authenticator));
      case "LOGIN" -> Optional.of(new LoginExchange(authenticator));
      default -> Optional.empty();
    };
  }
}
