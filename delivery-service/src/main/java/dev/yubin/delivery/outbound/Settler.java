package dev.yubin.delivery.outbound;

import dev.yubin.delivery.client.Diagnosis;
import dev.yubin.delivery.client.Encryption;
import dev.yubin.delivery.client.Encryption.Authentication;
import dev.yubin.delivery.client.Reason;
import dev.yubin.delivery.client.RecipientOutcome;
import dev.yubin.delivery.client.TlsFailure;
import dev.yubin.delivery.client.TlsResult;
import dev.yubin.delivery.event.MailEvents;
import dev.yubin.delivery.suppression.SuppressionList;
import dev.yubin.delivery.worker.Bell;
import dev.yubin.event.MailEvent;
import dev.yubin.mail.DeliverBy;
import dev.yubin.mail.EmailAddress;
import dev.yubin.store.outbound.DsnReport;
import dev.yubin.store.outbound.OutboundMail;
import dev.yubin.store.outbound.Settlement;
import dev.yubin.store.outbound.Settlements;
import dev.yubin.store.trace.TraceStep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/// Writes down what attempts came to, then tells of it. Safe for use by many threads.
final class Settler {
  private static final Logger log = LoggerFactory.getLogger(Settler.class);

  /// RFC 3463 §3.5: X.4.7, delivery time expired.
  private static final Diagnosis TOO_LATE =
      Diagnosis.own("", "5.4.7", "The time by which its sender wanted it delivered is over");

  /// For a database that is away: what is relayed and not written down would be relayed again. Less
  /// than a lease, behind which another has it.
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Settlements settlements;
  private final RetrySchedule schedule;
  private final Reports reports;
  private final SuppressionList suppression;
  private final MailEvents events;
  private final Bell dsnBell;
  private final Clock clock;

  Settler(
      Settlements settlements,
      RetrySchedule schedule,
      Reports reports,
      SuppressionList suppression,
      MailEvents events,
      Bell dsnBell,
      Clock clock) {
    this.settlements = settlements;
    this.schedule = schedule;
    this.reports = reports;
    this.suppression = suppression;
    this.events = events;
    this.dsnBell = dsnBell;
    this.clock = clock;
  }

  /// Gives up a mail that comes too late for its sender (RFC 2852 §4.1.3), without an attempt.
  void expire(MailInHand mail) {
    if (isTooLate(mail)) {
      List<RecipientOutcome> failed = mail.unsettled(TOO_LATE);
      mail.take(failed);
      settle(mail, failed, List.of(), clock.instant(), false);
    }
  }

  /// Gives up, without an attempt, recipients that are on the suppression list.
  void suppress(List<MailInHand> mails) {
    Map<EmailAddress, Diagnosis> listed =
        suppression.among(mails.stream().flatMap(mail -> mail.toSend().stream()).toList());
    if (listed.isEmpty()) {
      return;
    }
    for (MailInHand mail : mails) {
      List<RecipientOutcome> failed = new ArrayList<>();
      for (EmailAddress recipient : mail.toSend()) {
        Diagnosis why = listed.get(recipient);
        if (why != null) {
          failed.add(new RecipientOutcome.Failed(recipient, why));
        }
      }
      if (!failed.isEmpty()) {
        mail.take(failed);
        interim(mail, failed);
      }
    }
  }

  private boolean isTooLate(MailInHand mail) {
    return mail.claimed()
        .parameters()
        .deliverBy()
        .filter(by -> by.mode() == DeliverBy.Mode.RETURN)
        .filter(by -> !clock.instant().isBefore(by.time()))
        .isPresent();
  }

  /// What a host has decided. The recipients that are still pending stay claimed.
  void interim(MailInHand mail, List<RecipientOutcome> decided) {
    Instant lease = clock.instant().plus(OutboundDispatcher.LEASE);
    settle(mail, decided, mail.pendingTexts(), lease, true);
  }

  /// What an attempt leaves undecided is tried again, or given up when it is old enough.
  void last(MailInHand mail, List<RecipientOutcome> unsettled) {
    boolean greylisted =
        unsettled.stream().anyMatch(o -> Reason.of(o.diagnosis()) == Reason.GREYLISTED);
    Optional<Instant> next = schedule.next(mail.claimed(), clock.instant(), greylisted);
    // RFC 3463 §3.5: X.4.7, delivery time expired.
    String expired = isTooLate(mail) ? "5.4.7" : "4.4.7";
    List<RecipientOutcome> outcomes =
        next.isPresent()
            ? unsettled
            : unsettled.stream().map(outcome -> givenUp(outcome, expired)).toList();
    List<String> deferred =
        outcomes.stream()
            .filter(RecipientOutcome.Deferred.class::isInstance)
            .map(outcome -> outcome.recipient().toString())
            .toList();
    settle(mail, outcomes, deferred, next.orElseGet(clock::instant), false);
  }

  private static RecipientOutcome givenUp(RecipientOutcome outcome, String status) {
    Diagnosis why = outcome.diagnosis();
    return why.isPermanent()
        ? outcome
        : new RecipientOutcome.Failed(outcome.recipient(), why.withStatus(status));
  }

  private void settle(
      MailInHand mail,
      List<RecipientOutcome> outcomes,
      List<String> deferred,
      Instant dueAt,
      boolean goesOn) {
    String lastReply = outcomes.isEmpty() ? "" : outcomes.getLast().diagnosis().text();
    List<DsnReport> toTell = reports.of(mail, outcomes, clock.instant());
    OutboundMail claimed = reports.told(mail.claimed(), toTell, clock.instant());
    List<TraceStep> steps = new AttemptSteps(mail).of(outcomes);
    Settlement settlement =
        new Settlement(claimed, deferred, dueAt, toTell, lastReply, steps, goesOn);
    if (!write(settlement)) {
      log.warn(
          "event=claim-lost mail={} destination={} outcomes={}",
          mail.claimed().mail(),
          mail.claimed().destination(),
          outcomes);
      mail.abandon();
      return;
    }
    if (!toTell.isEmpty()) {
      dsnBell.ring();
    }
    outcomes.forEach(outcome -> tell(mail.claimed(), outcome, dueAt));
  }

  private boolean write(Settlement settlement) {
    Instant end = clock.instant().plus(PATIENCE);
    while (true) {
      try {
        return settlements.settle(settlement);
      } catch (DataIntegrityViolationException e) {
        throw e;
      } catch (DataAccessException | TransactionException e) {
        if (clock.instant().isAfter(end)) {
          throw e;
        }
        log.warn(
            "event=settlement-waits mail={} destination={} retry-in={} cause={}",
            settlement.claimed().mail(),
            settlement.claimed().destination(),
            PAUSE,
            e.toString());
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private void tell(OutboundMail mail, RecipientOutcome outcome, Instant dueAt) {
    UUID id = mail.mail().value();
    Instant now = clock.instant();
    String recipient = outcome.recipient().toString();
    Diagnosis why = outcome.diagnosis();
    MailEvent.@Nullable Tls tls = tls(why);
    switch (outcome) {
      case RecipientOutcome.Relayed _ -> {
        log.info(
            "event=relayed mail={} to={} host={} tls={} reply={}",
            id,
            recipient,
            why.host(),
            why.tls(),
            why.text());
        events.tell(new MailEvent.Relayed(id, now, recipient, why.host(), why.text(), tls));
      }
      case RecipientOutcome.Deferred _ -> {
        String kind = Reason.of(why).keyword();
        log.info(
            "event=deferred mail={} to={} until={} kind={} tls={} reason={}",
            id,
            recipient,
            dueAt,
            kind,
            why.tls(),
            why.text());
        events.tell(new MailEvent.Deferred(id, now, recipient, why.text(), dueAt, kind, tls));
      }
      case RecipientOutcome.Failed failed -> {
        suppression.note(failed);
        String kind = Reason.of(why).keyword();
        log.info(
            "event=bounced mail={} to={} status={} kind={} tls={} reason={}",
            id,
            recipient,
            why.status(),
            kind,
            why.tls(),
            why.text());
        events.tell(new MailEvent.Bounced(id, now, recipient, why.text(), kind, tls));
      }
    }
  }

  private static MailEvent.@Nullable Tls tls(Diagnosis why) {
    TlsResult tls = why.tls();
    return tls == null
        ? null
        : new MailEvent.Tls(
            why.host(),
            tls.policy().keyword(),
            tls.encryption().map(Encryption::version).orElse(null),
            tls.encryption().map(Encryption::cipherSuite).orElse(null),
            tls.encryption().map(Encryption::authentication).orElse(Authentication.NONE).keyword(),
            tls.failure().map(TlsFailure::keyword).orElse(null));
  }
}
