package dev.yubin.server.sasl;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// LOGIN, which has no RFC: the name and the password, each asked for. Some clients know nothing
/// else.
final class LoginExchange implements SaslExchange {
  private final Authenticator authenticator;
  private boolean asked;
  private @Nullable String name;

  LoginExchange(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  @Override
  public Step respond(byte[] response) {
    String text = new String(response, StandardCharsets.UTF_8);
    if (name != null) {
      return new Step.Done(name, authenticator.authenticate(name, text));
    }
    if (text.isEmpty() && !asked) {
      asked = true;
      return challenge("Username:");
    }
    if (text.isEmpty()) {
      return new Step.Malformed();
    }
    name = text;
    return challenge("Password:");
  }

  private static Step challenge(String text) {
    return new Step.Challenge(text.getBytes(StandardCharsets.US_ASCII));
  }
}
