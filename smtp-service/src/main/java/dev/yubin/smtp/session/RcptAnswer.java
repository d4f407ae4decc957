package dev.yubin.smtp.session;

import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.Recipient;
import dev.yubin.smtp.allowance.SendingAllowance;
import dev.yubin.smtp.command.RcptTo;
import dev.yubin.smtp.command.SmtpReply;
import dev.yubin.smtp.greylisting.Greylist;
import dev.yubin.smtp.recipient.Recipients;
import dev.yubin.smtp.recipient.Recipients.Verdict;
import java.net.InetAddress;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The answer to RCPT: whether the mail may go to somebody (RFC 5321 §3.3).
///
/// @param greylist present where clients from outside are asked to come back
record RcptAnswer(
    Recipients recipients,
    int maxRecipients,
    SendingAllowance allowance,
    Optional<Greylist> greylist,
    SmtpMeters meters) {
  private static final Logger log = LoggerFactory.getLogger(RcptAnswer.class);

  /// RFC 6647 §5.
  private static final SmtpReply COME_BACK =
      SmtpReply.of(451, "4.7.1", "Not seen here before, try again in some minutes");

  SmtpReply answer(RcptTo rcpt, SessionState state) {
    Optional<Transaction> transaction = state.transaction();
    return transaction.isPresent()
        ? logged(answer(rcpt, transaction.get(), state), state)
        : SmtpReply.of(503, "5.5.1", "MAIL first");
  }

  private SmtpReply logged(SmtpReply reply, SessionState state) {
    if (reply.isFailure()) {
      meters.recipientRefused(reply);
      log.info(
          "event=recipient-refused connection={} client={} reply=\"{} {}\"",
          state.connection().id(),
          state.clientAddress(),
          reply.code(),
          reply.enhanced());
    }
    return reply;
  }

  private SmtpReply answer(RcptTo rcpt, Transaction transaction, SessionState state) {
    if (transaction.chunks().isPresent()) {
      // RFC 3030 §2.
      return SmtpReply.of(503, "5.5.1", "BDAT has begun, RCPT cannot follow");
    }
    if (transaction.acceptedRecipients() >= maxRecipients) {
      // RFC 5321 §4.5.3.1.10.
      return SmtpReply.of(452, "4.5.3", "Too many recipients");
    }
    if (rcpt.international() && !transaction.mail().parameters().smtpUtf8()) {
      return MailAnswer.NOT_INTERNATIONAL;
    }
    InetAddress here = state.connection().localAddress().getAddress();
    return switch (recipients.judge(rcpt.forwardPath(), here, state.mayRelay())) {
      case Verdict.Accepted accepted -> add(accepted, rcpt, transaction, state);
      case Verdict.Refused refused -> refused.reply();
    };
  }

  private SmtpReply add(
      Verdict.Accepted accepted, RcptTo rcpt, Transaction transaction, SessionState state) {
    Optional<SmtpReply> refusal =
        greylisted(accepted.address(), transaction, state)
            .or(() -> allowanceRefusal(transaction, state));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    transaction.add(
        accepted.identity(),
        new Recipient(accepted.address(), rcpt.notifications(), rcpt.original()));
    return SmtpReply.of(250, "2.1.5", "Recipient OK");
  }

  private Optional<SmtpReply> greylisted(
      EmailAddress recipient, Transaction transaction, SessionState state) {
    return greylist
        .filter(_ -> !state.isKnown())
        .filter(
            list ->
                list.defers(
                    state.connection().clientAddress(),
                    transaction.mail().reversePath(),
                    recipient))
        .map(_ -> COME_BACK);
  }

  /// Networks that are trusted are so with any amount of mail, too.
  private Optional<SmtpReply> allowanceRefusal(Transaction transaction, SessionState state) {
    return state.isTrusted()
        ? Optional.empty()
        : allowance.take(
            state.account(),
            state.connection().clientAddress(),
            transaction.acceptedRecipients() == 0);
  }
}
