package dev.yubin.smtp.session;

import dev.yubin.mail.Body;
import dev.yubin.server.OctetReader;
import dev.yubin.smtp.command.Bdat;
import dev.yubin.smtp.command.SmtpReply;
import dev.yubin.smtp.content.DataScanner;
import dev.yubin.smtp.content.Flaw;
import dev.yubin.smtp.content.IncomingMail;
import dev.yubin.smtp.session.Transaction.Chunks;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// The answer to BDAT: a chunk of a mail is read, and after the last the mail is accepted or
/// refused (RFC 3030 §2).
///
/// @param patience how long the octets of a chunk may take
record BdatAnswer(Acceptance acceptance, Duration patience) {

  SmtpReply answer(Bdat bdat, SessionState state) throws IOException {
    if (bdat.size() > DataAnswer.PATIENCE * acceptance.maxMessageSize()) {
      state.end();
      return Flaw.TOO_LARGE.reply();
    }
    Optional<SmtpReply> refusal = outOfOrder(state);
    if (refusal.isPresent()) {
      // The client does not wait for the answer: its octets come whatever we say.
      read(bdat.size(), state.connection().in(), Optional.empty());
      return refusal.get();
    }
    Transaction transaction = state.transaction().orElseThrow();
    Chunks chunks = transaction.chunks().orElseGet(() -> begin(transaction, state));
    read(bdat.size(), state.connection().in(), Optional.of(chunks.scanner()));
    return bdat.last() ? finish(chunks, transaction, state) : goOn(bdat, chunks.mail(), state);
  }

  private static Optional<SmtpReply> outOfOrder(SessionState state) {
    if (state.transaction().isEmpty()) {
      return Optional.of(SmtpReply.of(503, "5.5.1", "MAIL first"));
    }
    return state.transaction().get().acceptedRecipients() == 0
        ? Optional.of(DataAnswer.noRecipients(state))
        : Optional.empty();
  }

  private Chunks begin(Transaction transaction, SessionState state) {
    IncomingMail mail = acceptance.begin(transaction, state);
    boolean binary = transaction.mail().parameters().body() == Body.BINARY_MIME;
    Chunks chunks =
        new Chunks(mail, binary ? DataScanner.ofBinaryChunks(mail) : DataScanner.ofChunks(mail));
    transaction.begin(chunks);
    return chunks;
  }

  private void read(long size, OctetReader in, Optional<DataScanner> scanner) throws IOException {
    in.within(patience, () -> readAll(size, in, scanner));
  }

  private static long readAll(long size, OctetReader in, Optional<DataScanner> scanner)
      throws IOException {
    long left = size;
    while (left > 0) {
      if (!in.fill()) {
        throw new EOFException("The client left within a chunk");
      }
      int count = (int) Math.min(left, in.limit() - in.position());
      int from = in.position();
      scanner.ifPresent(s -> s.scan(in.buffer(), from, from + count));
      in.skip(count);
      left -= count;
    }
    return size;
  }

  private SmtpReply goOn(Bdat bdat, IncomingMail mail, SessionState state) {
    Optional<SmtpReply> objection = Acceptance.objection(mail);
    if (objection.isPresent()) {
      // What follows of this mail finds no transaction.
      state.endTransaction();
      return acceptance.refuse(objection.get(), mail, state);
    }
    return SmtpReply.of(250, "2.0.0", bdat.size() + " octets received");
  }

  private SmtpReply finish(Chunks chunks, Transaction transaction, SessionState state)
      throws IOException {
    chunks.scanner().end();
    SmtpReply reply = acceptance.decide(chunks.mail(), transaction, state);
    state.endTransaction();
    return state.sayOfMail(reply, transaction);
  }
}
