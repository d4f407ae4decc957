package dev.yubin.mailbox.pop3.session;

import dev.yubin.mailbox.pop3.command.Auth;
import dev.yubin.mailbox.pop3.command.Pop3Reply;
import dev.yubin.server.Connection;
import dev.yubin.server.Line;
import dev.yubin.server.sasl.SaslExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/// A SASL exchange in lines of base64 (RFC 5034 §4).
record SaslDialogue(Connection connection) {
  /// RFC 4422 leaves the length to the mechanisms; PLAIN with the longest name and password fits.
  private static final int MAX_RESPONSE = 12 * 1024;

  private static final Pop3Reply.Err NOT_BASE64 = new Pop3Reply.Err("Not base64");
  private static final Pop3Reply.Err CANCELLED = new Pop3Reply.Err("Authentication cancelled");

  /// @param exchange empty when the mechanism is none of ours
  Pop3Reply converse(
      Auth auth,
      Optional<SaslExchange> exchange,
      Function<SaslExchange.Step.Done, Pop3Reply> conclusion)
      throws IOException {
    if (exchange.isEmpty()) {
      return new Pop3Reply.Err("Mechanism not supported");
    }
    // RFC 5034 §4: "=" is an initial response of no octets.
    String response = auth.initialResponse().filter(text -> !text.equals("=")).orElse("");
    while (true) {
      // RFC 5034 §4: the client's way out.
      if (response.equals("*")) {
        return CANCELLED;
      }
      Optional<byte[]> octets = decode(response);
      if (octets.isEmpty()) {
        return NOT_BASE64;
      }
      switch (exchange.get().respond(octets.get())) {
        case SaslExchange.Step.Malformed() -> {
          return new Pop3Reply.Err("Malformed response");
        }
        case SaslExchange.Step.Done done -> {
          return conclusion.apply(done);
        }
        case SaslExchange.Step.Challenge(byte[] challenge) -> response = ask(challenge);
      }
    }
  }

  private String ask(byte[] challenge) throws IOException {
    connection.out().write("+ " + Base64.getEncoder().encodeToString(challenge) + "\r\n");
    return switch (connection.awaitLine(MAX_RESPONSE, true)) {
      case Line.Text line -> line.text();
      // Neither is base64.
      case Line.TooLong() -> "!";
      case Line.Malformed() -> "!";
      // The client is gone, and so will be seen.
      case Line.End() -> "*";
    };
  }

  private static Optional<byte[]> decode(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64.getBytes(StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
