package dev.yubin.smtp.session;

import dev.yubin.event.MailEvent;
import dev.yubin.mail.AcceptedMail;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.Ingress;
import dev.yubin.mail.MailId;
import dev.yubin.mail.MailPublisher;
import dev.yubin.mail.MailPublisher.NotAcceptedException;
import dev.yubin.server.OctetReader;
import dev.yubin.smtp.command.SmtpReply;
import dev.yubin.smtp.content.AddedFields;
import dev.yubin.smtp.content.DataScanner;
import dev.yubin.smtp.content.Flaw;
import dev.yubin.smtp.content.IncomingMail;
import dev.yubin.smtp.publish.MailEvents;
import java.io.EOFException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The answer to DATA: the mail is read, and accepted or refused (RFC 5321 §4.1.1.4).
///
/// @param maxMessageSize octets
record DataAnswer(
    MailPublisher publisher,
    MailEvents events,
    SmtpMeters meters,
    String hostname,
    long maxMessageSize) {
  private static final Logger log = LoggerFactory.getLogger(DataAnswer.class);

  /// A mail that is too large is read to its end, so that its sender hears why it is refused; but
  /// not for ever.
  private static final int PATIENCE = 2;

  private static final SmtpReply NOT_ACCEPTED =
      SmtpReply.of(451, "4.3.0", "The mail could not be stored, try again later");

  SmtpReply answer(SessionState state) throws IOException {
    Optional<Transaction> transaction = state.transaction();
    if (transaction.isEmpty()) {
      return SmtpReply.of(503, "5.5.1", "MAIL first");
    }
    if (transaction.get().recipientCount() == 0) {
      return SmtpReply.of(554, "5.5.1", "No valid recipients");
    }
    state.say(SmtpReply.of(354, "", "End data with <CR><LF>.<CR><LF>"));
    try {
      return receive(transaction.get(), state);
    } finally {
      state.endTransaction();
    }
  }

  private SmtpReply receive(Transaction transaction, SessionState state) throws IOException {
    IncomingMail mail = new IncomingMail(publisher.begin(MailId.create()), maxMessageSize);
    DataScanner scanner = new DataScanner(mail);
    if (!readToEnd(state.connection().in(), scanner)) {
      state.end();
      return refuse(Flaw.TOO_LARGE.reply(), mail, state);
    }
    Optional<Flaw> flaw = mail.flaw();
    if (flaw.isPresent()) {
      return refuse(flaw.get().reply(), mail, state);
    }
    return mail.hasFailed() ? refuse(NOT_ACCEPTED, mail, state) : accept(mail, transaction, state);
  }

  /// @return false when the client sends far more than is allowed
  private boolean readToEnd(OctetReader in, DataScanner scanner) throws IOException {
    long left = PATIENCE * maxMessageSize;
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

  private SmtpReply accept(IncomingMail mail, Transaction transaction, SessionState state) {
    long start = System.nanoTime();
    Ingress ingress = state.ingress(transaction.mail(), Instant.now());
    boolean completed = state.role() == Role.SUBMISSION;
    AddedFields fields = new AddedFields(hostname, state.connection().tls(), completed);
    try {
      AcceptedMail accepted = mail.accept(transaction.envelope(), ingress, fields);
      meters.accepted(System.nanoTime() - start);
      tell(accepted, state);
      return SmtpReply.of(250, "2.0.0", "Accepted as " + accepted.id());
    } catch (NotAcceptedException e) {
      log.warn("event=mail-not-stored mail={} cause={}", mail.id(), String.valueOf(e.getCause()));
      return refuse(NOT_ACCEPTED, mail, state);
    }
  }

  private void tell(AcceptedMail mail, SessionState state) {
    Ingress ingress = mail.ingress();
    String reversePath = mail.envelope().reversePath().map(EmailAddress::toString).orElse("");
    List<String> recipients =
        mail.envelope().recipients().stream().map(EmailAddress::toString).toList();
    log.info(
        "event=mail-accepted mail={} connection={} client={} protocol={} from=<{}> recipients={} size={}",
        mail.id(),
        state.connection().id(),
        ingress.clientAddress(),
        ingress.protocol(),
        reversePath,
        recipients.size(),
        mail.size());
    events.publish(
        new MailEvent.Accepted(
            mail.id().value(),
            ingress.acceptedAt(),
            reversePath,
            recipients,
            ingress.clientAddress(),
            mail.size()));
  }

  private SmtpReply refuse(SmtpReply reply, IncomingMail mail, SessionState state) {
    log.info(
        "event=mail-refused mail={} connection={} client={} reply=\"{} {}\"",
        mail.id(),
        state.connection().id(),
        state.clientAddress(),
        reply.code(),
        reply.enhanced());
    meters.refused(reply);
    return reply;
  }
}
