package dev.yubin.smtp.session;

import dev.yubin.server.OctetReader;
import dev.yubin.smtp.command.SmtpReply;
import dev.yubin.smtp.content.DataScanner;
import dev.yubin.smtp.content.Flaw;
import dev.yubin.smtp.content.IncomingMail;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// The answer to DATA: the mail is read, and accepted or refused (RFC 5321 §4.1.1.4).
///
/// @param patience how long the octets of a mail may take
record DataAnswer(Acceptance acceptance, Duration patience) {
  /// A mail that is too large is read to its end, so that its sender hears why it is refused; but
  /// not for ever.
  static final int PATIENCE = 2;

  SmtpReply answer(SessionState state) throws IOException {
    Optional<Transaction> transaction = state.transaction();
    if (transaction.isEmpty()) {
      return SmtpReply.of(503, "5.5.1", "MAIL first");
    }
    if (transaction.get().chunks().isPresent()) {
      // RFC 3030 §2.
      return SmtpReply.of(503, "5.5.1", "BDAT has begun, DATA cannot follow");
    }
    if (transaction.get().recipientCount() == 0) {
      return SmtpReply.of(554, "5.5.1", "No valid recipients");
    }
    state.say(SmtpReply.of(354, "", "End data with <CR><LF>.<CR><LF>"));
    state.endTransaction();
    return receive(transaction.get(), state);
  }

  private SmtpReply receive(Transaction transaction, SessionState state) throws IOException {
    IncomingMail mail = acceptance.begin(transaction, state);
    OctetReader in = state.connection().in();
    if (in.within(patience, () -> readToEnd(in, DataScanner.ofData(mail)))) {
      return acceptance.decide(mail, transaction, state);
    }
    state.end();
    return acceptance.refuse(Flaw.TOO_LARGE.reply(), mail, state);
  }

  /// @return false when the client sends far more than is allowed
  private boolean readToEnd(OctetReader in, DataScanner scanner) throws IOException {
    long left = PATIENCE * acceptance.maxMessageSize();
    while (!scanner.isAtEnd()) {
      if (!in.fill()) {
        throw new EOFException("The client left within a mail");
      }
      int taken = scanner.scan(in.buffer(), in.position(), in.limit()) - in.position();
      in.skip(taken);
      left -= taken;
      if (left < 0) {
        return false;
      }
    }
    return true;
  }
}
