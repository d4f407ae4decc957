package dev.yubin.delivery.outbound;

import dev.yubin.delivery.client.Diagnosis;
import dev.yubin.delivery.client.RecipientOutcome;
import dev.yubin.delivery.event.MailEvents;
import dev.yubin.delivery.worker.Bell;
import dev.yubin.event.MailEvent;
import dev.yubin.store.outbound.DsnFailure;
import dev.yubin.store.outbound.OutboundMail;
import dev.yubin.store.outbound.OutboundQueue;
import dev.yubin.store.outbound.Settlement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down what attempts came to, then tells of it. Safe for use by many threads.
final class Settler {
  private static final Logger log = LoggerFactory.getLogger(Settler.class);

  private final OutboundQueue queue;
  private final RetrySchedule schedule;
  private final MailEvents events;
  private final Bell dsnBell;
  private final Clock clock;

  Settler(
      OutboundQueue queue, RetrySchedule schedule, MailEvents events, Bell dsnBell, Clock clock) {
    this.queue = queue;
    this.schedule = schedule;
    this.events = events;
    this.dsnBell = dsnBell;
    this.clock = clock;
  }

  /// What a host has decided. The recipients that are still pending stay claimed.
  void interim(MailInHand mail, List<RecipientOutcome> decided) {
    Instant lease = clock.instant().plus(OutboundDispatcher.LEASE);
    settle(mail.claimed(), decided, mail.pendingTexts(), lease);
  }

  /// What an attempt leaves undecided is tried again, or given up when it is old enough.
  void last(MailInHand mail, List<RecipientOutcome> unsettled) {
    Optional<Instant> next = schedule.next(mail.claimed(), clock.instant());
    List<RecipientOutcome> outcomes =
        next.isPresent() ? unsettled : unsettled.stream().map(Settler::givenUp).toList();
    List<String> deferred =
        outcomes.stream()
            .filter(RecipientOutcome.Deferred.class::isInstance)
            .map(outcome -> outcome.recipient().toString())
            .toList();
    settle(mail.claimed(), outcomes, deferred, next.orElseGet(clock::instant));
  }

  private static RecipientOutcome givenUp(RecipientOutcome outcome) {
    Diagnosis why = outcome.diagnosis();
    // RFC 3463 §3.5: X.4.7, delivery time expired.
    return why.isPermanent()
        ? outcome
        : new RecipientOutcome.Failed(
            outcome.recipient(), new Diagnosis(why.host(), "4.4.7", why.text(), why.reply()));
  }

  private void settle(
      OutboundMail mail, List<RecipientOutcome> outcomes, List<String> deferred, Instant dueAt) {
    List<DsnFailure> failures = new ArrayList<>();
    String lastReply = "";
    for (RecipientOutcome outcome : outcomes) {
      lastReply = outcome.diagnosis().text();
      if (outcome instanceof RecipientOutcome.Failed failed) {
        failures.add(failure(failed));
      }
    }
    queue.settle(new Settlement(mail, deferred, dueAt, failures, lastReply));
    if (!failures.isEmpty()) {
      dsnBell.ring();
    }
    outcomes.forEach(outcome -> tell(mail, outcome, dueAt));
  }

  private static DsnFailure failure(RecipientOutcome.Failed failed) {
    Diagnosis why = failed.diagnosis();
    return new DsnFailure(
        failed.recipient().toString(), why.status(), why.reply() ? why.host() : null, why.text());
  }

  private void tell(OutboundMail mail, RecipientOutcome outcome, Instant dueAt) {
    UUID id = mail.mail().value();
    Instant now = clock.instant();
    String recipient = outcome.recipient().toString();
    Diagnosis why = outcome.diagnosis();
    switch (outcome) {
      case RecipientOutcome.Relayed _ -> {
        log.info(
            "event=relayed mail={} to={} host={} reply={}", id, recipient, why.host(), why.text());
        events.tell(new MailEvent.Relayed(id, now, recipient, why.host(), why.text()));
      }
      case RecipientOutcome.Deferred _ -> {
        log.info(
            "event=deferred mail={} to={} until={} reason={}", id, recipient, dueAt, why.text());
        events.tell(new MailEvent.Deferred(id, now, recipient, why.text(), dueAt));
      }
      case RecipientOutcome.Failed _ -> {
        log.info(
            "event=bounced mail={} to={} status={} reason={}",
            id,
            recipient,
            why.status(),
            why.text());
        events.tell(new MailEvent.Bounced(id, now, recipient, why.text()));
      }
    }
  }
}
