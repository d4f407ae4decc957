package dev.yubin.smtp.session;

import dev.yubin.smtp.allowance.SendingAllowance;
import dev.yubin.smtp.command.RcptTo;
import dev.yubin.smtp.command.SmtpReply;
import dev.yubin.smtp.recipient.Recipients;
import dev.yubin.smtp.recipient.Recipients.Verdict;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The answer to RCPT: whether the mail may go to somebody (RFC 5321 §3.3).
record RcptAnswer(
    Recipients recipients, int maxRecipients, SendingAllowance allowance, SmtpMeters meters) {
  private static final Logger log = LoggerFactory.getLogger(RcptAnswer.class);

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
    if (transaction.recipientCount() >= maxRecipients) {
      // RFC 5321 §4.5.3.1.10.
      return SmtpReply.of(452, "4.5.3", "Too many recipients");
    }
    if (rcpt.international() && !transaction.mail().smtpUtf8()) {
      return MailAnswer.NOT_INTERNATIONAL;
    }
    return switch (recipients.judge(rcpt.forwardPath(), state.mayRelay())) {
      case Verdict.Accepted accepted -> add(accepted, transaction, state);
      case Verdict.Refused refused -> refused.reply();
    };
  }

  private SmtpReply add(Verdict.Accepted accepted, Transaction transaction, SessionState state) {
    Optional<SmtpReply> refusal = allowanceRefusal(transaction, state);
    if (refusal.isEmpty()) {
      transaction.add(accepted);
    }
    return refusal.orElseGet(() -> SmtpReply.of(250, "2.1.5", "Recipient OK"));
  }

  /// Networks that are trusted are so with any amount of mail, too.
  private Optional<SmtpReply> allowanceRefusal(Transaction transaction, SessionState state) {
    return state.isTrusted()
        ? Optional.empty()
        : allowance.take(
            state.account(), state.connection().clientAddress(), transaction.recipientCount() == 0);
  }
}
