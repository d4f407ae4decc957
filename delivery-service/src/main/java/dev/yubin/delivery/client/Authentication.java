package dev.yubin.delivery.client;

import dev.yubin.delivery.login.Channel;
import dev.yubin.delivery.login.DistrustException;
import dev.yubin.delivery.login.Login;
import dev.yubin.delivery.login.Mechanism;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;

/// AUTH (RFC 4954 §4).
///
/// @param limit for each reply
record Authentication(Wire wire, Duration limit) {
  /// RFC 5321 §4.5.3.1.4: a longer command may not be understood.
  private static final int MAX_COMMAND = 510;

  /// No mechanism of ours has as many.
  private static final int MAX_CHALLENGES = 5;

  /// @param offered names of mechanisms, in capitals
  /// @throws LoginFailedException when the host does not take the login
  void with(Login login, Collection<String> offered, Channel channel) throws IOException {
    Mechanism mechanism =
        Mechanism.best(login, offered, channel)
            .orElseThrow(
                () ->
                    new LoginFailedException(
                        offered.isEmpty()
                            ? "it offers no AUTH"
                            : "it offers none of our mechanisms, but "
                                + String.join(" ", offered)));
    try {
      exchange(mechanism);
    } catch (DistrustException e) {
      throw new LoginFailedException(mechanism.name() + ": it says " + e.getMessage());
    }
  }

  private void exchange(Mechanism mechanism) throws IOException, DistrustException {
    String command = "AUTH " + mechanism.name();
    Optional<String> first = mechanism.first().map(Authentication::encoded);
    boolean fits = first.isPresent() && command.length() + 1 + first.get().length() <= MAX_COMMAND;
    Reply reply = wire.ask(fits ? command + " " + first.orElseThrow() : command, limit);
    if (!fits && first.isPresent() && reply.code() == 334) {
      // RFC 4954 §4: then the host asks for it by an empty challenge.
      reply = wire.ask(first.get(), limit);
    }
    for (int i = 0; i < MAX_CHALLENGES && reply.code() == 334; i++) {
      reply = wire.ask(encoded(mechanism.answer(decoded(reply))), limit);
    }
    if (reply.code() != 235) {
      throw new LoginFailedException(mechanism.name() + ": " + reply.text());
    }
    if (!mechanism.isComplete()) {
      throw new LoginFailedException(
          mechanism.name() + ": it says yes, without a proof that it knows the password");
    }
  }

  private static String encoded(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }

  private static byte[] decoded(Reply challenge) {
    try {
      return Base64.getDecoder().decode(challenge.lines().getFirst().strip());
    } catch (IllegalArgumentException e) {
      // Some prompt in plain words, which LOGIN does not look at, and others do not understand.
      return new byte[0];
    }
  }
}
