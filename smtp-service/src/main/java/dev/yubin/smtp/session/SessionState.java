package dev.yubin.smtp.session;

import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.Ingress;
import dev.yubin.server.Connection;
import dev.yubin.server.sasl.ChannelBinding;
import dev.yubin.server.tls.TlsFacts;
import dev.yubin.smtp.command.Hello;
import dev.yubin.smtp.command.Hello.Verb;
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

  /// Says but the last of the replies to a whole mail. Over LMTP there is one for each RCPT that
  /// was accepted (RFC 2033 §4.2, RFC 2033 §4.3).
  ///
  /// @return the last
  SmtpReply sayOfMail(SmtpReply reply, Transaction finished) throws IOException {
    if (role == Role.LMTP) {
      for (int i = 1; i < finished.acceptedRecipients(); i++) {
        say(reply);
      }
    }
    return reply;
  }

  /// What binds a login to the connection as it is now.
  ChannelBinding channel() {
    return connection.tls().map(TlsFacts::binding).orElse(ChannelBinding.NONE);
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

  /// Whether the client may send as anybody without AUTH.
  boolean isTrusted() {
    return trusted;
  }

  /// Whether somebody answers for the client.
  boolean isKnown() {
    return trusted || account.isPresent();
  }

  /// Whether the client may send to anybody. Over LMTP nobody may: it hands mail to those who are
  /// here (RFC 2033 §2).
  boolean mayRelay() {
    return isKnown() && role != Role.LMTP;
  }

  /// RFC 4865 §4.2: mail may be held for those who submit it, and who are known.
  boolean mayAskForHold() {
    return role == Role.SUBMISSION && mayRelay();
  }

  Optional<Transaction> transaction() {
    return transaction;
  }

  void begin(MailFrom mail) {
    transaction = Optional.of(new Transaction(mail));
  }

  void endTransaction() {
    transaction.flatMap(Transaction::chunks).ifPresent(chunks -> chunks.mail().close());
    transaction = Optional.empty();
  }

  /// RFC 3207 §4.2: all that was learned from the client in the clear is forgotten.
  void forgetAll() {
    hello = Optional.empty();
    account = Optional.empty();
    endTransaction();
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
        protocol(mail.parameters().smtpUtf8()),
        account);
  }

  String clientAddress() {
    return connection.clientAddress().getHostAddress();
  }

  /// RFC 3848, RFC 6531 §4.3.
  private String protocol(boolean smtpUtf8) {
    String name =
        switch (hello.map(Hello::verb).orElse(Verb.HELO)) {
          case HELO -> "SMTP";
          case EHLO -> smtpUtf8 ? "UTF8SMTP" : "ESMTP";
          case LHLO -> smtpUtf8 ? "UTF8LMTP" : "LMTP";
        };
    if (name.equals("SMTP")) {
      return name;
    }
    return name + (isEncrypted() ? "S" : "") + (account.isPresent() ? "A" : "");
  }
}
