package dev.yubin.delivery.arrival;

import dev.yubin.mail.AcceptedMail;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.Envelope;
import dev.yubin.mail.Ingress;
import dev.yubin.store.arrival.Arrivals;
import dev.yubin.store.arrival.StoreOutcome;
import dev.yubin.store.outbound.OutboundMail;
import dev.yubin.store.outbound.OutboundQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets mail go when its time has come (RFC 4865). It is routed then, as if it had just arrived.
final class HeldMails {
  private static final Logger log = LoggerFactory.getLogger(HeldMails.class);
  private static final int BATCH = 100;

  /// How long what could not be let go, or what a dead instance had claimed, waits.
  private static final Duration LEASE = Duration.ofMinutes(2);

  private final OutboundQueue queue;
  private final Arrivals arrivals;
  private final MailRouting routing;
  private final Aftermath aftermath;

  HeldMails(OutboundQueue queue, Arrivals arrivals, MailRouting routing, Aftermath aftermath) {
    this.queue = queue;
    this.arrivals = arrivals;
    this.routing = routing;
    this.aftermath = aftermath;
  }

  /// Lets some go that are due.
  ///
  /// @return whether there may be more
  boolean round() {
    List<OutboundMail> due = queue.claimHeld(BATCH, LEASE);
    for (OutboundMail held : due) {
      try {
        release(held);
      } catch (RuntimeException e) {
        // Others are not to wait for it.
        log.error("event=release-failed mail={} retry-in={}", held.mail(), LEASE, e);
      }
    }
    return due.size() == BATCH;
  }

  private void release(OutboundMail held) {
    RoutedMail mail = routing.route(accepted(held));
    switch (arrivals.release(held, mail.dispatch())) {
      case StoreOutcome.Stored(List<StoreOutcome.Mailbox> changed) -> {
        log.info("event=released mail={}", held.mail());
        aftermath.tell(List.of(mail), changed);
      }
      // Whoever has it lets it go; who routed it to an account that is gone does so again.
      case StoreOutcome.Fenced _ -> log.info("event=release-overtaken mail={}", held.mail());
      case StoreOutcome.AccountGone _ ->
          log.info("event=release-postponed mail={} for={}", held.mail(), LEASE);
    }
  }

  /// A message's internal date is when it was let go.
  private static AcceptedMail accepted(OutboundMail held) {
    Envelope envelope =
        new Envelope(
            Optional.of(held.reversePath()).filter(p -> !p.isEmpty()).map(EmailAddress::of),
            held.parameters(),
            held.recipients());
    Ingress ingress = new Ingress(Instant.now(), "-", "-", "INTERNAL", Optional.empty());
    return new AcceptedMail(held.mail(), envelope, ingress, 0, held.size());
  }
}
