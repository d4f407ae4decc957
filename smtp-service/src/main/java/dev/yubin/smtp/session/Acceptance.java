package dev.yubin.smtp.session;

import dev.yubin.event.EventTopic;
import dev.yubin.event.MailEvent;
import dev.yubin.mail.AcceptedMail;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.Ingress;
import dev.yubin.mail.MailId;
import dev.yubin.mail.MailPublisher;
import dev.yubin.mail.MailPublisher.NotAcceptedException;
import dev.yubin.smtp.command.SmtpReply;
import dev.yubin.smtp.content.ArrivalMemory;
import dev.yubin.smtp.content.Flaw;
import dev.yubin.smtp.content.HeaderField;
import dev.yubin.smtp.content.IncomingMail;
import dev.yubin.smtp.content.Judgement;
import dev.yubin.smtp.content.MailHeader;
import dev.yubin.smtp.content.SubmittedHeader;
import dev.yubin.smtp.content.TraceField;
import dev.yubin.smtp.inspection.results.AuthenticationResults;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A mail from its first octet to its end, and the one place where 250 is said for it: after
/// Kafka has it.
///
/// @param maxMessageSize octets
record Acceptance(
    MailPublisher publisher,
    ArrivalMemory memory,
    EventTopic events,
    SmtpMeters meters,
    FromCheck fromCheck,
    Examiners examiners,
    String hostname,
    long maxMessageSize) {
  private static final Logger log = LoggerFactory.getLogger(Acceptance.class);
  private static final SmtpReply NOT_ACCEPTED =
      SmtpReply.of(451, "4.3.0", "The mail could not be stored, try again later");

  /// @param transaction whose mail begins
  IncomingMail begin(Transaction transaction, SessionState state) {
    MailId id = MailId.create();
    SubmittedHeader submitted = new SubmittedHeader(hostname, InstantSource.system());
    return new IncomingMail(
        publisher.begin(id),
        memory.share(),
        maxMessageSize,
        header ->
            state.role() == Role.SUBMISSION ? submitted.of(header, id) : withoutForgeries(header),
        examiners.begin(transaction, state));
  }

  /// RFC 8601 §5: what somebody else wrote in our name.
  private MailHeader withoutForgeries(MailHeader header) {
    return new MailHeader(
        header.fields().stream()
            .filter(field -> !AuthenticationResults.isOurs(field, hostname))
            .toList());
  }

  /// What there is to refuse a mail for, as far as its octets are known.
  static Optional<SmtpReply> objection(IncomingMail mail) {
    return mail.flaw()
        .map(Flaw::reply)
        .or(() -> mail.hasFailed() ? Optional.of(NOT_ACCEPTED) : Optional.empty());
  }

  /// @param mail all of it
  SmtpReply decide(IncomingMail mail, Transaction transaction, SessionState state) {
    mail.end();
    Optional<SmtpReply> objection =
        objection(mail).or(() -> fromCheck.objection(mail.header(), state));
    if (objection.isPresent()) {
      return refuse(objection.get(), mail, state);
    }
    Judgement judgement = mail.judge();
    return judgement
        .refusal()
        .map(reply -> refuse(reply, mail, state))
        .orElseGet(() -> accept(mail, judgement.fields(), transaction, state));
  }

  private SmtpReply accept(
      IncomingMail mail, List<HeaderField> added, Transaction transaction, SessionState state) {
    long start = System.nanoTime();
    Ingress ingress = state.ingress(transaction.mail(), Instant.now());
    TraceField trace = new TraceField(hostname, state.connection().tls());
    try {
      AcceptedMail accepted = mail.accept(transaction.envelope(), ingress, trace, added);
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
        mail.envelope().forwardPaths().stream().map(EmailAddress::toString).toList();
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

  SmtpReply refuse(SmtpReply reply, IncomingMail mail, SessionState state) {
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
