package dev.yubin.smtp.session;

import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.Ingress;
import dev.yubin.server.Connection;
import dev.yubin.smtp.command.Hello;
import dev.yubin.smtp.command.MailFrom;
import dev.yubin.smtp.command.SmtpReply;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// What a session remembers from one command to the next. For the session's thread.
final class SessionState {
  private final Connection connection;
  private final Role role;
  private final boolean trusted;
  private Optional<Hello> hello = Optional.empty();
  private Optional<EmailAddress> account = Optional.empty();
  private Optional<Transaction> transaction = Optional.empty();
  private boolean turnedAway;
  private boolean over;

  /// @param trusted whether the client may relay without AUTH
  SessionState(Connection connection, Role role, boolean trusted) {
    this.connection = connection;
    this.role = role;
    this.trusted = trusted;
  }

  Connection connection() {
    return connection;
  }

  Role role() {
    return role;
  }

  boolean isEncrypted() {
    return connection.tls().isPresent();
  }

  /// Sends a reply that is not the last one to its command.
  void say(SmtpReply reply) throws IOException {
    connection.out().write(reply.toWire());
  }

  Optional<Hello> hello() {
    return hello;
  }

  void greetedBy(Hello newHello) {
    hello = Optional.of(newHello);
    // RFC 5321 §4.1.4: EHLO does what RSET does, too.
    transaction = Optional.empty();
  }

  Optional<EmailAddress> account() {
    return account;
  }

  void loggedIn(EmailAddress who) {
    account = Optional.of(who);
  }

  /// Whether the client may send as anybody to anybody without AUTH.
  boolean isTrusted() {
    return trusted;
  }

  boolean mayRelay() {
    return trusted || account.isPresent();
  }

  Optional<Transaction> transaction() {
    return transaction;
  }

  void begin(MailFrom mail) {
    transaction = Optional.of(new Transaction(mail));
  }

  void endTransaction() {
    transaction = Optional.empty();
  }

  /// RFC 3207 §4.2: all that was learned from the client in the clear is forgotten.
  void forgetAll() {
    hello = Optional.empty();
    account = Optional.empty();
    transaction = Optional.empty();
  }

  /// The client was told that there is no service for it (RFC 5321 §3.1).
  boolean isTurnedAway() {
    return turnedAway;
  }

  void turnAway() {
    turnedAway = true;
  }

  boolean isOver() {
    return over;
  }

  /// The connection is closed after the reply to this command.
  void end() {
    over = true;
  }

  Ingress ingress(MailFrom mail, Instant acceptedAt) {
    return new Ingress(
        acceptedAt,
        clientAddress(),
        hello.map(Hello::name).orElse("unknown"),
        protocol(mail.smtpUtf8()),
        account,
        mail.body(),
        mail.smtpUtf8());
  }

  String clientAddress() {
    // Without the zone of a link-local address, which is ours and not the client's.
    return connection.clientAddress().getHostAddress().replaceFirst("%.*", "");
  }

  /// RFC 3848, RFC 6531 §4.3.
  private String protocol(boolean smtpUtf8) {
    if (!hello.map(Hello::extended).orElse(false)) {
      return "SMTP";
    }
    return (smtpUtf8 ? "UTF8SMTP" : "ESMTP")
        + (isEncrypted() ? "S" : "")
        + (account.isPresent() ? "A" : "");
  }
}
