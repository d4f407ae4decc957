package dev.yubin.delivery.outbound;

import dev.yubin.delivery.client.Diagnosis;
import dev.yubin.delivery.client.Reason;
import dev.yubin.delivery.client.RecipientOutcome;
import java.time.Duration;
import java.util.List;

/// How a run went, for how many more there may be at a time. For one thread.
final class Pace {
  /// A host that has had enough of a session may have had enough of us.
  private static final Duration AFTER_FAREWELL = Duration.ofSeconds(30);

  private static final Duration AFTER_RATE = Duration.ofMinutes(1);
  private static final Duration AFTER_BLOCK = Duration.ofMinutes(5);

  private boolean relayed;
  private boolean setBack;
  private boolean leftOver;
  private Duration rest = Duration.ZERO;

  /// What a run says of its destination.
  enum Progress {
    /// Mail was taken, and nothing speaks against more.
    GOOD,
    /// The host put us off, or could not be reached.
    BAD,
    /// Nothing was learnt.
    NONE
  }

  void take(List<RecipientOutcome> outcomes) {
    for (RecipientOutcome outcome : outcomes) {
      switch (outcome) {
        case RecipientOutcome.Relayed _ -> relayed = true;
        case RecipientOutcome.Deferred deferred -> take(deferred.diagnosis());
        // RFC 5321 §4.2.1: a blocked address may be told so for good.
        case RecipientOutcome.Failed failed -> take(failed.diagnosis());
      }
    }
  }

  /// Why a mail, or any mail, was not taken.
  void take(Diagnosis why) {
    switch (Reason.of(why)) {
      case RATE -> slowDown(AFTER_RATE);
      // A host that is asked in vain over and over locks the account.
      case BLOCKED, LOGIN -> slowDown(AFTER_BLOCK);
      case BUSY, UNREACHABLE -> setBack = true;
      case GREYLISTED,
          NO_SUCH_USER,
          MAILBOX_FULL,
          TOO_LARGE,
          POLICY,
          BAD_TLS,
          CONTENT,
          NO_ROUTE,
          EXPIRED,
          OTHER -> {}
    }
  }

  /// The host has ended a session that was to carry more.
  void farewell() {
    setBack = true;
    leftOver = true;
  }

  /// Not a fault of the host: we want no more for now.
  void rest(Duration time) {
    rest = rest.compareTo(time) > 0 ? rest : time;
  }

  private void slowDown(Duration time) {
    setBack = true;
    rest(time);
  }

  Progress progress() {
    return setBack ? Progress.BAD : relayed ? Progress.GOOD : Progress.NONE;
  }

  /// How long to leave the destination alone; mostly not at all.
  ///
  /// @param finished whether the run has come to all its mails
  Duration rest(boolean finished) {
    if (leftOver && !finished) {
      rest(AFTER_FAREWELL);
    }
    return rest;
  }
}
