package dev.yubin.smtp.session;

import dev.yubin.mail.Hold;
import dev.yubin.mail.MailParameters;
import dev.yubin.smtp.command.MailFrom;
import dev.yubin.smtp.command.SmtpReply;
import dev.yubin.smtp.content.Flaw;
import dev.yubin.smtp.recipient.Recipients;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The answer to MAIL: whether a transaction begins (RFC 5321 §3.3).
///
/// @param maxMessageSize octets
/// @param maxHold how long a submission may ask to be held
record MailAnswer(Recipients recipients, long maxMessageSize, Duration maxHold) {
  /// RFC 6531 §3.5.
  static final SmtpReply NOT_INTERNATIONAL =
      SmtpReply.of(553, "5.6.7", "An address beyond ASCII needs SMTPUTF8");

  private static final int ORDINARY = 0;

  SmtpReply answer(MailFrom mail, SessionState state) {
    Optional<SmtpReply> refusal =
        outOfOrder(state)
            .or(() -> notAllowed(mail, state))
            .or(() -> unacceptable(mail))
            .or(() -> notHere(mail.parameters(), state))
            .or(() -> impossible(mail.parameters()));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (mail.parameters().priority() > ORDINARY && !state.isKnown()) {
      // RFC 6710 §4.1: a stranger's mail goes before nobody's; he is told, number first.
      state.begin(mail.withPriority(ORDINARY));
      return SmtpReply.of(250, "2.3.6", ORDINARY + " is the priority that the mail will have");
    }
    state.begin(mail);
    return SmtpReply.of(250, "2.1.0", "Sender OK");
  }

  /// RFC 5321 §4.1.4.
  private static Optional<SmtpReply> outOfOrder(SessionState state) {
    if (state.hello().isEmpty()) {
      return Optional.of(
          SmtpReply.of(
              503, "5.5.1", state.role() == Role.LMTP ? "LHLO first" : "EHLO or HELO first"));
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

  /// What is asked for, but not offered in this session.
  private static Optional<SmtpReply> notHere(MailParameters parameters, SessionState state) {
    if (parameters.requireTls() && !state.isEncrypted()) {
      // RFC 8689 §4.1, with the code of RFC 3207 §4.
      return Optional.of(
          SmtpReply.of(530, "5.7.0", "REQUIRETLS needs TLS; must issue a STARTTLS command first"));
    }
    return parameters.hold().isPresent() && !state.mayAskForHold()
        ? Optional.of(SmtpReply.notImplemented("HOLDFOR or HOLDUNTIL"))
        : Optional.empty();
  }

  private Optional<SmtpReply> impossible(MailParameters parameters) {
    Instant heldUntil = parameters.hold().map(Hold::until).orElse(Instant.MIN);
    if (heldUntil.isAfter(Instant.now().plus(maxHold))) {
      // RFC 4865 §4.2.
      return Optional.of(
          SmtpReply.of(501, "5.5.4", "Mail is held for " + maxHold.toSeconds() + " s at most"));
    }
    // RFC 4865 §5.2.2.
    return parameters.deliverBy().filter(by -> by.time().isBefore(heldUntil)).isPresent()
        ? Optional.of(SmtpReply.of(501, "5.5.4", "The mail would be late before it may leave"))
        : Optional.empty();
  }
}
