package dev.yubin.mailbox.pop3.session;

import dev.yubin.mail.EmailAddress;
import dev.yubin.mailbox.pop3.command.Auth;
import dev.yubin.mailbox.pop3.command.Pass;
import dev.yubin.mailbox.pop3.command.Pop3Reply;
import dev.yubin.mailbox.pop3.command.User;
import dev.yubin.server.Connection;
import dev.yubin.server.sasl.Authenticator;
import dev.yubin.server.sasl.ChannelBinding;
import dev.yubin.server.sasl.SaslExchange;
import dev.yubin.server.sasl.SaslMechanisms;
import dev.yubin.server.tls.TlsFacts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The AUTHORIZATION state (RFC 1939 §4): who the client is, until that is known. For one session's
/// thread.
final class Login {
  private static final Logger log = LoggerFactory.getLogger(Login.class);

  /// Refusals after which the session is ended.
  private static final int MAX_REFUSALS = 5;

  private static final Pop3Reply.Err ALREADY = new Pop3Reply.Err("Logged in already");
  private static final Pop3Reply.Err ENCRYPT_FIRST =
      new Pop3Reply.Err("No passwords without encryption; use STLS, or the port with TLS");

  private final Connection connection;
  private final SaslMechanisms mechanisms;
  private final Maildrops maildrops;
  private @Nullable String name;
  private Optional<Transaction> transaction = Optional.empty();
  private int refusals;
  private boolean utf8;

  Login(Connection connection, SaslMechanisms mechanisms, Maildrops maildrops) {
    this.connection = connection;
    this.mechanisms = mechanisms;
    this.maildrops = maildrops;
  }

  /// Empty before the login.
  Optional<Transaction> transaction() {
    return transaction;
  }

  boolean isUtf8() {
    return utf8;
  }

  /// RFC 6856 §2.1: messages are then sent as they are stored.
  Pop3Reply utf8() {
    if (transaction.isPresent()) {
      return ALREADY;
    }
    utf8 = true;
    return new Pop3Reply.Ok("UTF-8 it is");
  }

  boolean isGivenUp() {
    return refusals >= MAX_REFUSALS;
  }

  /// RFC 8314 §3.2: only what never leaves this machine may go unencrypted.
  private boolean mayUsePasswords() {
    return connection.tls().isPresent() || connection.peer().isOnThisMachine();
  }

  /// The mechanisms of SASL that may be used as the connection is now.
  List<String> offered() {
    return mayUsePasswords() ? mechanisms.offered(channel()) : List.of();
  }

  private Optional<SaslExchange> begin(Auth auth) {
    return mechanisms.begin(auth.mechanism(), channel());
  }

  /// What binds a login to the connection as it is now.
  private ChannelBinding channel() {
    return connection.tls().map(TlsFacts::binding).orElse(ChannelBinding.NONE);
  }

  /// What was said before TLS counts no more (RFC 2595 §4).
  void forget() {
    name = null;
  }

  /// Any name is fine: which of them exist is not told.
  Pop3Reply user(User user) {
    Optional<Pop3Reply> refusal = refusal();
    if (refusal.isEmpty()) {
      name = user.name();
    }
    return refusal.orElseGet(() -> new Pop3Reply.Ok("Send PASS"));
  }

  Pop3Reply pass(Pass pass) {
    Optional<Pop3Reply> refusal = refusal();
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (name == null) {
      return new Pop3Reply.Err("USER first");
    }
    String typed = name;
    name = null;
    return conclude(
        new SaslExchange.Step.Done(
            typed, mechanisms.passwords().authenticate(typed, pass.password())));
  }

  Pop3Reply auth(Auth auth) throws IOException {
    Optional<Pop3Reply> refusal = refusal();
    return refusal.isPresent()
        ? refusal.get()
        : new SaslDialogue(connection).converse(auth, begin(auth), this::conclude);
  }

  private Optional<Pop3Reply> refusal() {
    if (transaction.isPresent()) {
      return Optional.of(ALREADY);
    }
    return mayUsePasswords() ? Optional.empty() : Optional.of(ENCRYPT_FIRST);
  }

  /// RFC 3206 §4 for the codes.
  private Pop3Reply conclude(SaslExchange.Step.Done done) {
    return switch (done.result()) {
      case Authenticator.Result.Accepted(EmailAddress account) -> open(account);
      case Authenticator.Result.Refused() -> refused(done.name());
      case Authenticator.Result.Unavailable() ->
          new Pop3Reply.Err("[SYS/TEMP] Logins cannot be checked now, try again later");
      case Authenticator.Result.Limited limited -> {
        refusals = MAX_REFUSALS;
        // Not AUTH, at which a client would ask for another password.
        yield new Pop3Reply.Err("[SYS/TEMP] " + limited.text());
      }
    };
  }

  private Pop3Reply open(EmailAddress account) {
    transaction = maildrops.open(account).map(drop -> new Transaction(maildrops, drop, utf8));
    log.info(
        "event=login protocol=pop3 connection={} account={} client={} tls={}",
        connection.id(),
        account,
        connection.clientAddress().getHostAddress(),
        connection.tls().isPresent());
    return transaction
        .map(t -> (Pop3Reply) new Pop3Reply.Ok(t.maildrop().count() + " messages"))
        .orElseGet(() -> new Pop3Reply.Err("[SYS/PERM] There is no maildrop"));
  }

  private Pop3Reply refused(String typed) {
    refusals++;
    log.info(
        "event=login-refused protocol=pop3 connection={} account={} client={}",
        connection.id(),
        // What is no address may be a password that was typed in the wrong place.
        EmailAddress.parse(typed).map(EmailAddress::key).orElse("-"),
        connection.clientAddress().getHostAddress());
    return new Pop3Reply.Err("[AUTH] Name or password is wrong");
  }
}
