package dev.yubin.delivery.arrival;

import dev.yubin.delivery.routing.Router;
import dev.yubin.delivery.routing.Routes;
import dev.yubin.mail.AcceptedMail;
import dev.yubin.mail.DeliverBy;
import dev.yubin.mail.MailRecord;
import dev.yubin.mail.Recipient;
import dev.yubin.store.arrival.Arrival;
import dev.yubin.store.arrival.Structure;
import dev.yubin.store.mail.MailContent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes arrivals of the mails of a batch.
final class MailRouting {
  private final Router router;
  private final MailContent stored;
  private final StructureReader structures;
  private final InstantSource clock;

  MailRouting(Router router, MailContent stored, InstantSource clock) {
    this.router = router;
    this.stored = stored;
    this.structures = new StructureReader(stored);
    this.clock = clock;
  }

  /// What a batch becomes.
  ///
  /// @param arrivals all of it
  /// @param routed those that are not held
  record Routed(List<Arrival> arrivals, List<RoutedMail> routed) {}

  Routed route(RecordBatch batch) {
    List<Arrival> arrivals = new ArrayList<>();
    List<RoutedMail> routed = new ArrayList<>();
    if (!batch.lasts().isEmpty()) {
      Routes routes = router.route(batch.recipients());
      for (MailRecord.Last last : batch.lasts()) {
        if (isHeld(last.mail())) {
          arrivals.add(held(last, batch));
        } else {
          RoutedMail mail = route(last.mail(), routes);
          arrivals.add(arrival(last, batch, mail));
          routed.add(mail);
        }
      }
    }
    return new Routed(arrivals, routed);
  }

  /// Routes one mail that is stored already.
  RoutedMail route(AcceptedMail mail) {
    return route(mail, router.route(mail.envelope().forwardPaths()));
  }

  private RoutedMail route(AcceptedMail mail, Routes routes) {
    Ends ends = new Ends();
    boolean tooLate = isTooLate(mail);
    for (Recipient recipient : mail.envelope().recipients()) {
      if (tooLate) {
        // RFC 2852 §4.1.3.
        ends.fail(recipient, "5.4.7", "The time by which its sender wanted it delivered is over");
      } else {
        ends.add(recipient, routes.of(recipient.forwardPath()));
      }
    }
    return ends.of(mail);
  }

  /// RFC 4865 §4.2: until then it goes nowhere, neither to others nor to mailboxes here.
  private boolean isHeld(AcceptedMail mail) {
    return mail.envelope()
        .parameters()
        .heldUntil()
        .filter(time -> time.isAfter(clock.instant()))
        .isPresent();
  }

  private boolean isTooLate(AcceptedMail mail) {
    return mail.envelope()
        .parameters()
        .deliverBy()
        .filter(by -> by.mode() == DeliverBy.Mode.RETURN)
        .filter(by -> !clock.instant().isBefore(by.time()))
        .isPresent();
  }

  private Arrival held(MailRecord.Last last, RecordBatch batch) {
    return new Arrival(
        last.mail(), last.octets(), Optional.of(structures.read(last, batch)), Optional.empty());
  }

  private Arrival arrival(MailRecord.Last last, RecordBatch batch, RoutedMail routed) {
    Optional<Structure> structure = Optional.empty();
    if (routed.localAddresses().isEmpty()) {
      requireComplete(last.mail(), batch);
    } else {
      structure = Optional.of(structures.read(last, batch));
    }
    return new Arrival(last.mail(), last.octets(), structure, Optional.of(routed.dispatch()));
  }

  private void requireComplete(AcceptedMail mail, RecordBatch batch) {
    int wanted = mail.contentChunks();
    if (wanted > 0 && batch.chunksOf(mail.id()) + stored.chunks(mail.id()) != wanted) {
      throw new IllegalStateException(
          "Of the " + wanted + " chunks of " + mail.id() + " some miss");
    }
  }
}
