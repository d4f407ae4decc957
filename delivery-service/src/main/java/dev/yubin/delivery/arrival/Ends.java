package dev.yubin.delivery.arrival;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.delivery.routing.Route;
import dev.yubin.mail.AcceptedMail;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.Recipient;
import dev.yubin.mail.Recipient.Notify;
import dev.yubin.store.arrival.Dispatch;
import dev.yubin.store.outbound.DsnReport;
import dev.yubin.store.outbound.DsnReport.Action;
import dev.yubin.store.trace.TraceStep;
import dev.yubin.store.trace.TraceStep.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The ends of one mail, gathered recipient by recipient.
final class Ends {
  private static final String EXPANDED = "The mail goes on to all whom the address stands for";
  private static final String DELIVERED = "The mail is in the mailbox";

  /// Of all whom an address stands for, those that the trace names.
  private static final int MAX_TOLD = 20;

  private final Map<Long, String> locals = new LinkedHashMap<>();
  private final Map<Onward, Map<EmailAddress, Recipient>> remotes = new LinkedHashMap<>();
  private final List<DsnReport> failures = new ArrayList<>();
  private final List<DsnReport> reports = new ArrayList<>();
  private final List<TraceStep> expanded = new ArrayList<>();

  /// Where recipients share a transaction.
  ///
  /// @param reversePath empty for the null reverse-path
  private record Onward(String domain, String reversePath) {}

  /// @param routes of the recipient, at least one
  /// @param reversePath what the sender is called where the mail goes on for this recipient
  void add(Recipient recipient, Set<Route> routes, Optional<EmailAddress> reversePath) {
    Recipient target = recipient;
    if (routes.size() > 1) {
      tell(Action.EXPANDED, recipient, EXPANDED);
      target = withoutSuccess(recipient);
    }
    String others =
        routes.stream()
            .flatMap(Ends::address)
            .filter(to -> !to.equalsIgnoreCase(recipient.forwardPath().toString()))
            .limit(MAX_TOLD)
            .collect(Collectors.joining(" "));
    if (!others.isEmpty()) {
      expanded.add(
          TraceStep.own(Kind.EXPANDED, recipient.forwardPath().toString(), "to " + others));
    }
    for (Route route : routes) {
      add(target, route, reversePath);
    }
  }

  private static Stream<String> address(Route route) {
    return switch (route) {
      case Route.Local(_, String address) -> Stream.of(address);
      case Route.Remote(EmailAddress address) -> Stream.of(address.toString());
      case Route.Unknown _ -> Stream.empty();
    };
  }

  private void add(Recipient recipient, Route route, Optional<EmailAddress> reversePath) {
    switch (route) {
      case Route.Local(long account, String address) -> {
        // However many ways lead to it, an account gets one message.
        locals.putIfAbsent(account, address);
        tell(Action.DELIVERED, recipient, DELIVERED);
      }
      case Route.Remote(EmailAddress address) ->
          remotes
              .computeIfAbsent(
                  new Onward(address.domain(), text(reversePath)), onward -> new LinkedHashMap<>())
              // RFC 3461 §5.2.7: what is asked of an alias is asked of whom it stands for.
              .merge(
                  address,
                  new Recipient(address, recipient.notifications(), recipient.original()),
                  Recipient::and);
      case Route.Unknown(String status, String reason) -> fail(recipient, status, reason);
    }
  }

  /// The sender gets the mail back for this recipient, if it wants to.
  void fail(Recipient recipient, String status, String reason) {
    DsnReport failure = DsnReport.own(Action.FAILED, recipient, status, reason);
    failures.add(failure);
    if (Action.FAILED.isWanted(recipient.notifications())) {
      reports.add(failure);
    }
  }

  /// RFC 2852 §4.1.3: a mail that is late by its sender's wish, and is delivered all the same.
  void late(Recipient recipient, String words) {
    if (Action.isLateWanted(recipient.notifications())) {
      reports.add(DsnReport.own(Action.DELAYED, recipient, "4.4.7", words));
    }
  }

  private void tell(Action success, Recipient recipient, String words) {
    if (success.isWanted(recipient.notifications())) {
      reports.add(DsnReport.own(success, recipient, "2.0.0", words));
    }
  }

  /// RFC 3461 §5.2.7.3: the sender has heard of an alias of several that it was expanded, and hears
  /// of each of them only what goes wrong.
  private static Recipient withoutSuccess(Recipient recipient) {
    if (!recipient.notifications().contains(Notify.SUCCESS)) {
      return recipient;
    }
    Set<Notify> rest = EnumSet.copyOf(recipient.notifications());
    rest.remove(Notify.SUCCESS);
    return new Recipient(
        recipient.forwardPath(),
        // None at all would ask for DSNs of failures.
        rest.isEmpty() ? Set.of(Notify.NEVER) : rest,
        recipient.original());
  }

  RoutedMail of(AcceptedMail mail) {
    List<Dispatch.Local> here = new ArrayList<>();
    locals.forEach((id, to) -> here.add(new Dispatch.Local(id, prefix(mail, to))));
    List<Dispatch.Remote> elsewhere = new ArrayList<>();
    remotes.forEach(
        (to, all) ->
            elsewhere.add(
                new Dispatch.Remote(to.domain, to.reversePath, List.copyOf(all.values()))));
    return new RoutedMail(
        new Dispatch(mail, here, elsewhere, reports, steps()),
        List.copyOf(locals.values()),
        failures);
  }

  private List<TraceStep> steps() {
    List<TraceStep> steps = new ArrayList<>(expanded);
    locals.values().forEach(to -> steps.add(TraceStep.own(Kind.DELIVERED, to, "")));
    remotes.forEach(
        (destination, all) ->
            all.keySet()
                .forEach(
                    to ->
                        steps.add(
                            TraceStep.own(
                                Kind.QUEUED, to.toString(), "for " + destination.domain))));
    for (DsnReport failure : failures) {
      steps.add(TraceStep.givenUp(failure.recipient(), failure.status(), failure.diagnostic()));
    }
    return steps;
  }

  /// RFC 5321 §4.4: Return-Path is put in front at final delivery. Delivered-To tells the recipient
  /// by which address the mail came.
  private static byte[] prefix(AcceptedMail mail, String deliveredTo) {
    return ("Return-Path: <"
            + text(mail.envelope().reversePath())
            + ">\r\nDelivered-To: "
            + deliveredTo
            + "\r\n")
        .getBytes(UTF_8);
  }

  private static String text(Optional<EmailAddress> reversePath) {
    return reversePath.map(EmailAddress::toString).orElse("");
  }
}
