package dev.yubin.delivery.outbound;

import dev.yubin.delivery.client.Diagnosis;
import dev.yubin.delivery.client.RecipientOutcome;
import dev.yubin.mail.DeliverBy;
import dev.yubin.mail.Recipient;
import dev.yubin.mail.Recipient.Notify;
import dev.yubin.store.outbound.DsnReport;
import dev.yubin.store.outbound.DsnReport.Action;
import dev.yubin.store.outbound.OutboundMail;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What of an attempt the sender wants to be told.
final class Reports {
  private final OutboundProperties.DelayWarning warning;
  private final RetrySchedule schedule;

  Reports(OutboundProperties.DelayWarning warning, RetrySchedule schedule) {
    this.warning = warning;
    this.schedule = schedule;
  }

  List<DsnReport> of(MailInHand mail, List<RecipientOutcome> outcomes, Instant now) {
    return outcomes.stream().flatMap(outcome -> of(mail, outcome, now).stream()).toList();
  }

  private Optional<DsnReport> of(MailInHand mail, RecipientOutcome outcome, Instant now) {
    Recipient recipient = mail.recipient(outcome.recipient());
    OutboundMail claimed = mail.claimed();
    return switch (outcome) {
      case RecipientOutcome.Failed(_, Diagnosis why)
          when Action.FAILED.isWanted(recipient.notifications()) ->
          Optional.of(report(Action.FAILED, recipient, why));
      case RecipientOutcome.Relayed relayed when wantsRelayed(claimed, recipient, relayed, now) ->
          Optional.of(report(Action.RELAYED, recipient, relayed.diagnosis()));
      case RecipientOutcome.Deferred deferred when wantsDelayed(claimed, recipient, now) ->
          Optional.of(delayed(claimed, recipient, deferred.diagnosis(), now));
      case RecipientOutcome.Failed _, RecipientOutcome.Relayed _, RecipientOutcome.Deferred _ ->
          Optional.empty();
    };
  }

  private static boolean wantsRelayed(
      OutboundMail mail, Recipient recipient, RecipientOutcome.Relayed relayed, Instant now) {
    // RFC 3461 §5.2.2: a host without DSN tells nothing of what comes after it.
    if (!relayed.tells() && Action.RELAYED.isWanted(recipient.notifications())) {
      return true;
    }
    // RFC 2852 §4.1.4, §4.1.4.2: the trail of a mail that has a time is asked for, or ends here.
    return mail.parameters()
            .deliverBy()
            .filter(by -> by.trace() || !relayed.keepsTime() && now.isBefore(by.time()))
            .isPresent()
        && !recipient.notifications().contains(Notify.NEVER);
  }

  private boolean wantsDelayed(OutboundMail mail, Recipient recipient, Instant now) {
    if (isLate(mail, now) && !mail.lateTold()) {
      return Action.isLateWanted(recipient.notifications());
    }
    boolean wanted =
        recipient.notifications().isEmpty()
            ? warning.unasked()
            : Action.DELAYED.isWanted(recipient.notifications());
    return wanted && waitsForLong(mail, now) && !mail.delayTold();
  }

  private boolean waitsForLong(OutboundMail mail, Instant now) {
    return !now.isBefore(mail.queuedAt().plus(warning.after()));
  }

  /// The mail, whose sender is being told these things: of either kind of delay once.
  OutboundMail told(OutboundMail mail, List<DsnReport> reports, Instant now) {
    boolean delayed = reports.stream().anyMatch(report -> report.action() == Action.DELAYED);
    return delayed ? mail.told(waitsForLong(mail, now), isLate(mail, now)) : mail;
  }

  private static boolean isLate(OutboundMail mail, Instant now) {
    return mail.parameters()
        .deliverBy()
        .filter(by -> by.mode() == DeliverBy.Mode.NOTIFY && !now.isBefore(by.time()))
        .isPresent();
  }

  private DsnReport delayed(OutboundMail mail, Recipient recipient, Diagnosis why, Instant now) {
    // RFC 2852 §4.1.3: whatever the host's own code is.
    String status = isLate(mail, now) ? "4.4.7" : why.status();
    return report(Action.DELAYED, recipient, status, why).until(schedule.end(mail));
  }

  private static DsnReport report(Action action, Recipient recipient, Diagnosis why) {
    return report(action, recipient, why.status(), why);
  }

  private static DsnReport report(
      Action action, Recipient recipient, String status, Diagnosis why) {
    @Nullable String host = why.reply() ? why.host() : null;
    return DsnReport.of(action, recipient, status, host, why.text());
  }
}
