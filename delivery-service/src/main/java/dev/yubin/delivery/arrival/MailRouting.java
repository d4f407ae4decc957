package dev.yubin.delivery.arrival;

import dev.yubin.delivery.routing.Route;
import dev.yubin.delivery.routing.Router;
import dev.yubin.delivery.routing.Routes;
import dev.yubin.mail.AcceptedMail;
import dev.yubin.mail.DeliverBy;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.MailId;
import dev.yubin.mail.MailRecord;
import dev.yubin.mail.Recipient;
import dev.yubin.store.arrival.Arrival;
import dev.yubin.store.arrival.Structure;
import dev.yubin.store.mail.MailContent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes arrivals of the mails of a batch.
final class MailRouting {
  private static final String TOO_LATE = "The time by which its sender wanted it delivered is over";
  private static final byte[] NOTHING = {};

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
      Routes routes = router.route(batch.recipients(), batch.senders());
      Rooms rooms = new Rooms(routes.rooms());
      for (MailRecord.Last last : batch.lasts()) {
        if (isHeld(last.mail())) {
          arrivals.add(held(last, batch));
        } else {
          TraceFields trace = TraceFields.read(start(last, batch));
          RoutedMail mail =
              route(last.mail(), routes, new MailboxChecks(last.mail(), trace, rooms));
          arrivals.add(arrival(last, batch, mail));
          routed.add(mail);
        }
      }
    }
    return new Routed(arrivals, routed);
  }

  /// Routes one mail that is stored already.
  RoutedMail route(AcceptedMail mail) {
    Routes routes =
        router.route(
            mail.envelope().forwardPaths(), mail.envelope().reversePath().stream().toList());
    TraceFields trace =
        TraceFields.read(
            joined(
                stored.chunk(mail.id(), 0).orElse(NOTHING),
                stored.chunk(mail.id(), 1).orElse(NOTHING)));
    return route(mail, routes, new MailboxChecks(mail, trace, new Rooms(routes.rooms())));
  }

  /// The trace fields and, as a header is smaller than a chunk, the header.
  private byte[] start(MailRecord.Last last, RecordBatch batch) {
    MailId id = last.mail().id();
    return last.mail().contentChunks() == 0
        ? last.octets()
        : joined(last.octets(), batch.chunk(id, 1).or(() -> stored.chunk(id, 1)).orElse(NOTHING));
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private RoutedMail route(AcceptedMail mail, Routes routes, MailboxChecks checks) {
    Ends ends = new Ends();
    Optional<DeliverBy.Mode> late = late(mail);
    for (Recipient recipient : mail.envelope().recipients()) {
      if (checks.isInCircles()) {
        // RFC 5321 §6.3; RFC 3463 §3.5: X.4.6, routing loop.
        ends.fail(recipient, "5.4.6", "Too many Received fields: the mail goes in circles");
      } else if (late.filter(mode -> mode == DeliverBy.Mode.RETURN).isPresent()) {
        // RFC 2852 §4.1.3; RFC 3463 §3.5: X.4.7, delivery time expired.
        ends.fail(recipient, "5.4.7", TOO_LATE);
      } else {
        Set<Route> passed = checks.of(routes.of(recipient.forwardPath()));
        if (late.isPresent() && passed.stream().anyMatch(Route.Local.class::isInstance)) {
          ends.late(recipient, TOO_LATE + "; it was delivered all the same");
        }
        ends.add(recipient, passed, reversePath(mail, recipient, passed, routes));
      }
    }
    return ends.of(mail);
  }

  private static Optional<EmailAddress> reversePath(
      AcceptedMail mail, Recipient recipient, Set<Route> passed, Routes routes) {
    Optional<EmailAddress> reversePath = mail.envelope().reversePath();
    return passed.stream().anyMatch(Route.Remote.class::isInstance)
        ? routes.senderTo(reversePath, recipient.forwardPath())
        : reversePath;
  }

  /// RFC 4865 §4.2: until then it goes nowhere, neither to others nor to mailboxes here.
  private boolean isHeld(AcceptedMail mail) {
    return mail.envelope()
        .parameters()
        .hold()
        .filter(hold -> hold.until().isAfter(clock.instant()))
        .isPresent();
  }

  /// What its sender wants for a mail whose time is over; empty while it is not.
  private Optional<DeliverBy.Mode> late(AcceptedMail mail) {
    return mail.envelope()
        .parameters()
        .deliverBy()
        .filter(by -> !clock.instant().isBefore(by.time()))
        .map(DeliverBy::mode);
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
