package dev.yubin.delivery.queue;

import dev.yubin.delivery.admin.Listing;
import dev.yubin.delivery.admin.Postmaster;
import dev.yubin.delivery.admin.Problem;
import dev.yubin.delivery.event.MailEvents;
import dev.yubin.delivery.worker.Bell;
import dev.yubin.event.MailEvent;
import dev.yubin.mail.EmailAddress;
import dev.yubin.store.queue.Act;
import dev.yubin.store.queue.QueueControl;
import dev.yubin.store.queue.QueueEntries;
import dev.yubin.store.queue.QueueFlush;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The queue and what can be done to it.
@RestController
@RequestMapping("/api/v1/queue")
class QueueController {
  /// RFC 3463 §2; what is given up here has failed for good.
  private static final Pattern STATUS = Pattern.compile("5\\.[0-9]{1,3}\\.[0-9]{1,3}");

  /// Goes into a DSN as it is.
  private static final Pattern REASON = Pattern.compile("\\P{Cntrl}{1,500}");

  private final QueueEntries entries;
  private final QueueControl control;
  private final QueueFlush flush;
  private final MailEvents events;
  private final Bell outbound;
  private final Bell dsns;

  QueueController(
      QueueEntries entries,
      QueueControl control,
      QueueFlush flush,
      MailEvents events,
      @Qualifier("outboundBell") Bell outbound,
      @Qualifier("dsnBell") Bell dsns) {
    this.entries = entries;
    this.control = control;
    this.flush = flush;
    this.events = events;
    this.outbound = outbound;
    this.dsns = dsns;
  }

  /// @param after the id that the last page ended with
  @GetMapping
  ResponseEntity<List<EntryView>> list(
      Filter filter,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    return Listing.of(
        entries.list(filter.read(), after, Listing.limit(limit)),
        EntryView::of,
        entry -> entry.id());
  }

  @PostMapping("/{id}/retry")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void retry(@PathVariable long id, HttpServletRequest request) {
    done(id, control.retry(id, Postmaster.of(request)));
    outbound.ring();
  }

  @PostMapping("/{id}/hold")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void hold(@PathVariable long id, HttpServletRequest request) {
    done(id, control.hold(id, Postmaster.of(request)));
  }

  @PostMapping("/{id}/release")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void release(@PathVariable long id, HttpServletRequest request) {
    done(id, control.release(id, Postmaster.of(request)));
    outbound.ring();
  }

  /// @param destination a domain or an address literal
  record Redirection(@Nullable String destination) {}

  @PostMapping("/{id}/redirect")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void redirect(
      @PathVariable long id, @RequestBody Redirection wanted, HttpServletRequest request) {
    String destination = destination(wanted.destination());
    done(id, control.redirect(id, destination, Postmaster.of(request)));
    outbound.ring();
  }

  /// @param status an enhanced status code of class 5; 5.7.1 when it is not given
  /// @param reason for the sender
  record Bouncing(@Nullable String status, @Nullable String reason) {}

  @PostMapping("/{id}/bounce")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void bounce(
      @PathVariable long id,
      @RequestBody(required = false) @Nullable Bouncing wanted,
      HttpServletRequest request) {
    // RFC 3463 §3.8: X.7.1, delivery not authorized.
    String status = wanted == null || wanted.status() == null ? "5.7.1" : wanted.status();
    String reason =
        wanted == null || wanted.reason() == null
            ? "The postmaster has given the mail up"
            : wanted.reason();
    if (!STATUS.matcher(status).matches()) {
      throw Problem.invalid("status: must be an enhanced status code of class 5, such as 5.7.1");
    }
    if (!REASON.matcher(reason).matches()) {
      throw Problem.invalid("reason: must be 1 to 500 characters in one line");
    }
    Act.Done done = done(id, control.bounce(id, status, reason, Postmaster.of(request)));
    dsns.ring();
    for (String to : done.recipients()) {
      events.tell(new MailEvent.Bounced(done.mail().value(), Instant.now(), to, reason));
    }
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable long id, HttpServletRequest request) {
    done(id, control.delete(id, Postmaster.of(request)));
  }

  /// @param mails entries that are tried now
  record Flushed(long mails) {}

  @PostMapping("/flush")
  Flushed flush(@RequestBody Redirection of, HttpServletRequest request) {
    long mails = flush.run(destination(of.destination()), Postmaster.of(request));
    outbound.ring();
    return new Flushed(mails);
  }

  private static String destination(@Nullable String text) {
    return EmailAddress.domain(text == null ? "" : text)
        .orElseThrow(
            () ->
                Problem.invalid("destination: must be a domain or an address literal [192.0.2.1]"));
  }

  private static Act.Done done(long id, Act act) {
    return switch (act) {
      case Act.Done done -> done;
      case Act.NoSuchEntry() -> throw Problem.unknown("Queue entry " + id);
      case Act.InFlight(Instant until) ->
          throw Problem.conflict(
              "An attempt has queue entry %d, until %s at most: try again when it has ended"
                  .formatted(id, until));
      case Act.Unfit(String why) -> throw Problem.conflict(why);
    };
  }
}
