package dev.yubin.smtp.session;

import dev.yubin.server.Line;
import dev.yubin.server.sasl.Authenticator;
import dev.yubin.server.sasl.ClientLogins;
import dev.yubin.server.sasl.SaslExchange;
import dev.yubin.server.sasl.SaslExchange.Step;
import dev.yubin.server.sasl.SaslMechanisms;
import dev.yubin.smtp.command.Auth;
import dev.yubin.smtp.command.SmtpReply;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The answer to AUTH: a SASL exchange in lines of base64 (RFC 4954 §4).
record AuthAnswer(ClientLogins logins, String hostname) {
  /// RFC 4954 §4: a line of the exchange has up to 12288 octets.
  private static final int MAX_LINE = 12_288;

  private static final Logger log = LoggerFactory.getLogger(AuthAnswer.class);

  private static final SmtpReply NOT_BASE64 = SmtpReply.of(501, "5.5.2", "Not base64");

  /// RFC 4954 §4.
  private static final SmtpReply TOO_LONG =
      SmtpReply.of(500, "5.5.6", "Authentication exchange line is too long");

  SmtpReply answer(Auth auth, SessionState state) throws IOException {
    Optional<SmtpReply> refusal = outOfOrder(state);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Optional<SaslExchange> exchange = mechanisms(state).begin(auth.mechanism(), state.channel());
    return exchange.isPresent()
        ? converse(exchange.get(), initialResponse(auth), state)
        : SmtpReply.of(504, "5.5.4", "Mechanism not supported");
  }

  /// RFC 4954 §3: the mechanisms in the answer to EHLO.
  String capability(SessionState state) {
    return "AUTH " + String.join(" ", mechanisms(state).offered(state.channel()));
  }

  private SaslMechanisms mechanisms(SessionState state) {
    return logins.from(state.connection().clientAddress());
  }

  private static Optional<SmtpReply> outOfOrder(SessionState state) {
    if (state.role() != Role.SUBMISSION) {
      return Optional.of(SmtpReply.of(502, "5.5.1", "No logins on this port"));
    }
    if (!state.isEncrypted()) {
      // RFC 4954 §6.
      return Optional.of(SmtpReply.of(538, "5.7.11", "Encryption required for logins"));
    }
    if (state.hello().isEmpty()) {
      return Optional.of(SmtpReply.of(503, "5.5.1", "EHLO first"));
    }
    // RFC 4954 §4: once a session, and not within a transaction.
    return state.account().isPresent() || state.transaction().isPresent()
        ? Optional.of(SmtpReply.of(503, "5.5.1", "Not now"))
        : Optional.empty();
  }

  private static String initialResponse(Auth auth) {
    // RFC 4954 §4: "=" is an initial response of no octets.
    return auth.initialResponse().filter(text -> !text.equals("=")).orElse("");
  }

  private SmtpReply converse(SaslExchange exchange, String first, SessionState state)
      throws IOException {
    Optional<SmtpReply> verdict = respond(exchange, first, state);
    while (verdict.isEmpty()) {
      verdict =
          switch (state.connection().awaitLine(MAX_LINE, false)) {
            case Line.Text line -> respond(exchange, line.text(), state);
            case Line.TooLong tooLong -> Optional.of(TOO_LONG);
            case Line.Malformed malformed -> Optional.of(NOT_BASE64);
            case Line.End end -> throw new EOFException("The client left within a login");
          };
    }
    return verdict.get();
  }

  /// @return empty when the client was sent a challenge
  private Optional<SmtpReply> respond(SaslExchange exchange, String response, SessionState state)
      throws IOException {
    // RFC 4954 §4: the client's way out.
    if (response.equals("*")) {
      return Optional.of(SmtpReply.of(501, "5.7.0", "Authentication cancelled"));
    }
    Optional<byte[]> octets = decode(response);
    if (octets.isEmpty()) {
      return Optional.of(NOT_BASE64);
    }
    return switch (exchange.respond(octets.get())) {
      case Step.Malformed m -> Optional.of(SmtpReply.of(501, "5.5.2", "Malformed response"));
      case Step.Done done -> Optional.of(conclude(done, state));
      case Step.Challenge challenge -> {
        state.say(SmtpReply.of(334, "", Base64.getEncoder().encodeToString(challenge.octets())));
        yield Optional.empty();
      }
    };
  }

  private static Optional<byte[]> decode(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64.getBytes(StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private SmtpReply conclude(Step.Done done, SessionState state) {
    return switch (done.result()) {
      case Authenticator.Result.Accepted accepted -> {
        state.loggedIn(accepted.account());
        yield SmtpReply.of(235, "2.7.0", "Authentication successful");
      }
      case Authenticator.Result.Refused refused -> {
        log.info(
            "event=login-refused connection={} client={}",
            state.connection().id(),
            state.clientAddress());
        yield SmtpReply.of(535, "5.7.8", "Name or password is wrong");
      }
      case Authenticator.Result.Unavailable unavailable ->
          SmtpReply.of(454, "4.7.0", "Logins cannot be checked now, try again later");
      case Authenticator.Result.Limited limited -> {
        // RFC 5321 §3.8: a server that closes for a reason of its own says 421.
        state.end();
        yield SmtpReply.of(421, "4.7.0", hostname + " " + limited.text());
      }
    };
  }
}
