package dev.yubin.delivery.arrival;

import dev.yubin.delivery.routing.Route;
import dev.yubin.mail.AcceptedMail;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// What keeps one mail from mailboxes that it was routed to. For one thread.
final class MailboxChecks {
  /// RFC 5321 §6.3: a limit of at least 100; one more is our own.
  private static final int MAX_HOPS = 101;

  private final AcceptedMail mail;
  private final TraceFields trace;
  private final Rooms rooms;
  private final Map<Long, Route> checked = new HashMap<>();

  MailboxChecks(AcceptedMail mail, TraceFields trace, Rooms rooms) {
    this.mail = mail;
    this.trace = trace;
    this.rooms = rooms;
  }

  boolean isInCircles() {
    return trace.hops() > MAX_HOPS;
  }

  /// The routes, those to mailboxes that cannot take the mail replaced.
  Set<Route> of(Set<Route> routes) {
    Set<Route> passed = new LinkedHashSet<>();
    for (Route route : routes) {
      passed.add(
          route instanceof Route.Local local
              ? checked.computeIfAbsent(local.accountId(), account -> check(local))
              : route);
    }
    return passed;
  }

  private Route check(Route.Local local) {
    if (trace.deliveredTo().contains(local.address())) {
      return new Route.Unknown(
          "5.4.6",
          "The mail was in the mailbox " + local.address() + " before: it goes in circles");
    }
    if (!rooms.take(local.accountId(), mail.size())) {
      // RFC 3463 §3.3: X.2.2, mailbox full. It was accepted: what a later try would do is the
      // sender's to decide.
      return new Route.Unknown("5.2.2", "The mailbox " + local.address() + " is full");
    }
    return local;
  }
}
