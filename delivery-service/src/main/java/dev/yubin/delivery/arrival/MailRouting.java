package dev.yubin.delivery.arrival;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.delivery.routing.Route;
import dev.yubin.delivery.routing.Router;
import dev.yubin.delivery.routing.Routes;
import dev.yubin.mail.AcceptedMail;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.MailRecord;
import dev.yubin.store.arrival.Arrival;
import dev.yubin.store.arrival.Structure;
import dev.yubin.store.mail.MailContent;
import dev.yubin.store.outbound.DsnFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes arrivals of the mails of a batch.
final class MailRouting {
  private final Router router;
  private final MailContent stored;
  private final StructureReader structures;

  MailRouting(Router router, MailContent stored) {
    this.router = router;
    this.stored = stored;
    this.structures = new StructureReader(stored);
  }

  List<RoutedMail> route(RecordBatch batch) {
    if (batch.lasts().isEmpty()) {
      return List.of();
    }
    Routes routes = router.route(batch.recipients());
    return batch.lasts().stream().map(last -> route(last, batch, routes)).toList();
  }

  /// The ends of one mail, sorted.
  private static final class Ends {
    private final Map<Long, String> locals = new LinkedHashMap<>();
    private final Map<String, Set<String>> remotes = new LinkedHashMap<>();
    private final List<DsnFailure> failures = new ArrayList<>();

    void add(EmailAddress recipient, Route route) {
      switch (route) {
        // However many ways lead to it, an account gets one message.
        case Route.Local(long account, String address) -> locals.putIfAbsent(account, address);
        case Route.Remote(EmailAddress address) ->
            remotes
                .computeIfAbsent(address.domain(), domain -> new LinkedHashSet<>())
                .add(address.toString());
        case Route.Unknown(String status, String reason) ->
            failures.add(new DsnFailure(recipient.toString(), status, null, reason));
      }
    }
  }

  private RoutedMail route(MailRecord.Last last, RecordBatch batch, Routes routes) {
    AcceptedMail mail = last.mail();
    Ends ends = new Ends();
    for (EmailAddress recipient : mail.envelope().forwardPaths()) {
      routes.of(recipient).forEach(route -> ends.add(recipient, route));
    }
    Optional<Structure> structure = Optional.empty();
    if (ends.locals.isEmpty()) {
      requireComplete(mail, batch);
    } else {
      structure = Optional.of(structures.read(last, batch));
    }
    List<Arrival.Local> locals = new ArrayList<>();
    ends.locals.forEach((id, to) -> locals.add(new Arrival.Local(id, prefix(mail, to))));
    List<Arrival.Remote> remotes = new ArrayList<>();
    ends.remotes.forEach((to, all) -> remotes.add(new Arrival.Remote(to, List.copyOf(all))));
    return new RoutedMail(
        new Arrival(mail, last.octets(), structure, locals, remotes, ends.failures),
        List.copyOf(ends.locals.values()));
  }

  private void requireComplete(AcceptedMail mail, RecordBatch batch) {
    int wanted = mail.contentChunks();
    if (wanted > 0 && batch.chunksOf(mail.id()) + stored.chunks(mail.id()) != wanted) {
      throw new IllegalStateException(
          "Of the " + wanted + " chunks of " + mail.id() + " some miss");
    }
  }

  /// RFC 5321 §4.4: Return-Path is put in front at final delivery. Delivered-To tells the recipient
  /// by which address the mail came.
  private static byte[] prefix(AcceptedMail mail, String deliveredTo) {
    String reversePath = mail.envelope().reversePath().map(EmailAddress::toString).orElse("");
    return ("Return-Path: <" + reversePath + ">\r\nDelivered-To: " + deliveredTo + "\r\n")
        .getBytes(UTF_8);
  }
}
