package dev.yubin.smtp.session;

import dev.yubin.mail.Body;
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
    if (transaction.get().mail().parameters().body() == Body.BINARY_MIME) {
      // RFC 3030 §3: its octets would not come through as they are.
      return SmtpReply.of(503, "5.5.1", "BODY=BINARYMIME needs BDAT");
    }
    if (transaction.get().acceptedRecipients() == 0) {
      return noRecipients(state);
    }
    state.say(SmtpReply.of(354, "", "End data with <CR><LF>.<CR><LF>"));
    state.endTransaction();
    return state.sayOfMail(receive(transaction.get(), state), transaction.get());
  }

  static SmtpReply noRecipients(SessionState state) {
    // RFC 2033 §4.2 wants 503, RFC 5321 §3.3 prefers 554.
    return SmtpReply.of(state.role() == Role.LMTP ? 503 : 554, "5.5.1", "No valid recipients");
  }

  private SmtpReply receive(Transaction transaction, SessionState state) throws IOException {
    OctetReader in = state.connection().in();
    try (IncomingMail mail = acceptance.begin(transaction, state)) {
      if (in.within(patience, () -> readToEnd(in, DataScanner.ofData(mail)))) {
        return acceptance.decide(mail, transaction, state);
      }
      state.end();
      return acceptance.refuse(Flaw.TOO_LARGE.reply(), mail, state);
    }
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
