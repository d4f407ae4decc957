package dev.yubin.mailbox.imap.session;

import dev.yubin.mail.EmailAddress;
import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.command.ImapParser;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.server.Line;
import dev.yubin.server.sasl.Authenticator;
import dev.yubin.server.sasl.SaslExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// LOGIN (RFC 9051 §6.2.3) and AUTHENTICATE (§6.2.2).
final class LogIn {
  private static final Logger log = LoggerFactory.getLogger(LogIn.class);

  /// RFC 9051 §11.7: a client that guesses has to connect again.
  private static final int MAX_REFUSED = 3;

  private static final int MAX_RESPONSE = 12 * 1024;

  private final ImapSession session;

  LogIn(ImapSession session) {
    this.session = session;
  }

  Completion login(ImapCommand.Login login) throws IOException {
    if (!Capabilities.mayLogIn(session)) {
      return privacyRequired();
    }
    Authenticator passwords = session.mechanisms().passwords();
    return verdict(passwords.authenticate(login.user(), login.password()));
  }

  Completion authenticate(ImapCommand.Authenticate command) throws IOException {
    if (!Capabilities.mayLogIn(session)) {
      return privacyRequired();
    }
    Optional<SaslExchange> exchange =
        session.mechanisms().begin(command.mechanism(), session.channel());
    if (exchange.isEmpty()) {
      return Completion.no("CANNOT", "Unknown mechanism");
    }
    byte[] initial = command.initialResponse();
    try {
      return converse(exchange.get(), initial == null ? new byte[0] : initial);
    } catch (BadSyntaxException e) {
      return Completion.bad(String.valueOf(e.getMessage()));
    }
  }

  private Completion converse(SaslExchange exchange, byte[] initial)
      throws IOException, BadSyntaxException {
    byte[] response = initial;
    while (true) {
      switch (exchange.respond(response)) {
        case SaslExchange.Step.Challenge challenge -> response = ask(challenge.octets());
        case SaslExchange.Step.Done done -> {
          return verdict(done.result());
        }
        case SaslExchange.Step.Malformed malformed -> {
          return Completion.bad("Bad response");
        }
      }
    }
  }

  private byte[] ask(byte[] challenge) throws IOException, BadSyntaxException {
    String text = Base64.getEncoder().encodeToString(challenge);
    session.connection().out().write("+ " + text + "\r\n");
    Line line = session.connection().awaitLine(MAX_RESPONSE, true);
    if (line instanceof Line.Text response) {
      String answer = new String(response.octets(), StandardCharsets.ISO_8859_1);
      if (answer.equals("*")) {
        throw new BadSyntaxException("Cancelled");
      }
      return ImapParser.base64(answer);
    }
    if (line instanceof Line.End) {
      session.end();
    }
    throw new BadSyntaxException("Bad response");
  }

  private Completion verdict(Authenticator.Result result) throws IOException {
    return switch (result) {
      case Authenticator.Result.Accepted accepted -> accepted(accepted.account());
      case Authenticator.Result.Refused refused -> refused();
      case Authenticator.Result.Unavailable unavailable ->
          Completion.no("UNAVAILABLE", "Try again later");
      case Authenticator.Result.Limited limited -> limited(limited);
    };
  }

  private Completion accepted(EmailAddress address) throws IOException {
    OptionalLong id = session.services().mailboxes().account(address);
    if (id.isEmpty()) {
      return Completion.no("UNAVAILABLE", "Try again later");
    }
    session.logIn(new Account(id.getAsLong(), address.toString()));
    log.info(
        "event=login protocol=imap connection={} account={} client={} tls={}",
        session.connection().id(),
        address,
        session.connection().clientAddress().getHostAddress(),
        session.connection().tls().isPresent());
    return Completion.ok("CAPABILITY " + Capabilities.of(session), "Logged in");
  }

  private Completion refused() throws IOException {
    log.info(
        "event=login-refused protocol=imap connection={} client={}",
        session.connection().id(),
        session.connection().clientAddress().getHostAddress());
    if (session.countRefusedLogin() >= MAX_REFUSED) {
      session.bye("Too many failed logins");
    }
    return Completion.no("AUTHENTICATIONFAILED", "Name or password is wrong");
  }

  private Completion limited(Authenticator.Result.Limited limited) throws IOException {
    session.bye(limited.text());
    // RFC 5530 §3
    return Completion.no("LIMIT", limited.text());
  }

  private static Completion privacyRequired() {
    // RFC 5530 §3
    return Completion.no("PRIVACYREQUIRED", "STARTTLS first");
  }
}
