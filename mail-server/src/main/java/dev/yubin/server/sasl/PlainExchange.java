package dev.yubin.server.sasl;

import java.nio.charset.StandardCharsets;

/// PLAIN (RFC 4616): `[authzid] NUL authcid NUL passwd` in one response.
final class PlainExchange implements SaslExchange {
  private final Authenticator authenticator;
  private boolean asked;

  PlainExchange(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  @Override
  public Step respond(byte[] response) {
    if (response.length == 0 && !asked) {
      asked = true;
      return new Step.Challenge(new byte[0]);
    }
    String[] parts = new String(response, StandardCharsets.UTF_8).split("\0", -1);
    if (parts.length != 3 || parts[1].isEmpty() || parts[2].isEmpty()) {
      return new Step.Malformed();
    }
    // RFC 4616 §2: acting for somebody else is a right that nobody has here.
    boolean forAnother = !parts[0].isEmpty() && !parts[0].equalsIgnoreCase(parts[1]);
    return new Step.Done(
        parts[1],
        forAnother
            ? new Authenticator.Result.Refused()
            : authenticator.authenticate(parts[1], parts[2]));
  }
}
