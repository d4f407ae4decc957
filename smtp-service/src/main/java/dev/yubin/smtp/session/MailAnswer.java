package dev.yubin.smtp.session;

import dev.yubin.smtp.command.MailFrom;
import dev.yubin.smtp.command.SmtpReply;
import dev.yubin.smtp.content.Flaw;
import dev.yubin.smtp.recipient.Recipients;
import java.util.Optional;

/// The answer to MAIL: whether a transaction begins (RFC 5321 §3.3).
///
/// @param maxMessageSize octets
record MailAnswer(Recipients recipients, long maxMessageSize) {

  SmtpReply answer(MailFrom mail, SessionState state) {
    Optional<SmtpReply> refusal =
        outOfOrder(state).or(() -> notAllowed(mail, state)).or(() -> unacceptable(mail));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    state.begin(mail);
    return SmtpReply.of(250, "2.1.0", "Sender OK");
  }

  /// RFC 5321 §4.1.4.
  private static Optional<SmtpReply> outOfOrder(SessionState state) {
    if (state.hello().isEmpty()) {
      return Optional.of(SmtpReply.of(503, "5.5.1", "EHLO or HELO first"));
    }
    return state
        .transaction()
        .map(open -> SmtpReply.of(503, "5.5.1", "A transaction is open already"));
  }

  private Optional<SmtpReply> notAllowed(MailFrom mail, SessionState state) {
    if (state.role() == Role.SUBMISSION && !state.mayRelay()) {
      // RFC 6409 §4.3; RFC 3207 §4.
      return Optional.of(
          state.isEncrypted()
              ? SmtpReply.of(530, "5.7.0", "Authentication required")
              : SmtpReply.of(530, "5.7.0", "Must issue a STARTTLS command first"));
    }
    if (state.isTrusted()) {
      // What it may do without a login it may do with one.
      return Optional.empty();
    }
    return state
        .account()
        .flatMap(
            account ->
                mail.reversePath().flatMap(path -> recipients.refusalToSendAs(path, account)));
  }

  private Optional<SmtpReply> unacceptable(MailFrom mail) {
    if (mail.international() && !mail.parameters().smtpUtf8()) {
      return Optional.of(NOT_INTERNATIONAL);
    }
    // RFC 1870 §6.1: the client need not send what will be refused.
    return mail.size().orElse(0) > maxMessageSize
        ? Optional.of(Flaw.TOO_LARGE.reply())
        : Optional.empty();
  }

  /// RFC 6531 §3.5.
  static final SmtpReply NOT_INTERNATIONAL =
      SmtpReply.of(553, "5.6.7", "An address beyond ASCII needs SMTPUTF8");
}
