package dev.yubin.delivery.dsn;

import dev.yubin.mail.Body;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.Envelope;
import dev.yubin.mail.Ingress;
import dev.yubin.mail.MailId;
import dev.yubin.mail.MailParameters;
import dev.yubin.mail.MailParameters.Returned;
import dev.yubin.mail.MailPublisher;
import dev.yubin.mail.Recipient;
import dev.yubin.store.mail.MailContent;
import dev.yubin.store.outbound.DsnQueue;
import dev.yubin.store.outbound.DsnReport.Action;
import dev.yubin.store.outbound.PendingDsn;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has DSNs accepted. An instance that dies between that and taking the row away leaves it to be
/// done again, with the same id, which then means nothing.
final class DsnSender {
  private static final Logger log = LoggerFactory.getLogger(DsnSender.class);

  /// The protocol of mail that Yubin itself makes.
  private static final String PROTOCOL = "INTERNAL";

  private static final int BATCH = 50;
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final int MAX_HEADER = 32 * 1024;

  /// A larger mail goes back as its header, whatever was asked for.
  private static final int MAX_WHOLE = 1024 * 1024;

  private final DsnQueue queue;
  private final MailContent content;
  private final MailPublisher publisher;
  private final String hostname;
  private final Clock clock;

  DsnSender(DsnQueue queue, MailContent content, MailPublisher publisher, String hostname) {
    this.queue = queue;
    this.content = content;
    this.publisher = publisher;
    this.hostname = hostname;
    this.clock = Clock.systemUTC();
  }

  /// Sends some that are due.
  ///
  /// @return whether there may be more
  boolean round() {
    List<PendingDsn> due = queue.claim(BATCH, LEASE);
    for (PendingDsn dsn : due) {
      try {
        send(dsn);
      } catch (RuntimeException e) {
        // Others are not to wait for it.
        log.error("event=dsn-failed about={} retry-in={}", dsn.mail(), LEASE, e);
      }
    }
    return due.size() == BATCH;
  }

  private void send(PendingDsn pending) {
    EmailAddress to = EmailAddress.of(pending.reversePath());
    byte[] start = start(pending);
    Dsn dsn =
        new Dsn(
            pending.own(),
            hostname,
            to,
            clock.instant(),
            acceptedAt(pending.mail()),
            pending.parameters(),
            pending.reports(),
            Octets.headerBlock(start, MAX_HEADER),
            Optional.of(start).filter(_ -> returnsWhole(pending) && start.length <= MAX_WHOLE));
    try {
      publish(dsn);
      queue.sent(pending);
      log.info(
          "event=dsn-sent mail={} about={} to={} action={}",
          dsn.id(),
          pending.mail(),
          to,
          dsn.gravest());
    } catch (MailPublisher.NotAcceptedException e) {
      log.warn("event=dsn-postponed about={} for={} cause={}", pending.mail(), LEASE, e.toString());
    }
  }

  private void publish(Dsn dsn) throws MailPublisher.NotAcceptedException {
    byte[] octets = DsnWriter.write(dsn);
    MailPublisher.Entry entry = publisher.begin(dsn.id());
    entry.write(octets, 0, octets.length);
    Body body = Octets.hasEighthBit(octets) ? Body.EIGHT_BIT_MIME : Body.SEVEN_BIT;
    MailParameters parameters =
        new MailParameters(
            body,
            dsn.isInternational(),
            Optional.empty(),
            Optional.empty(),
            // RFC 8689 §5: the DSN needs the protection of what it is about.
            dsn.asked().requireTls(),
            Optional.empty(),
            Optional.empty(),
            // RFC 6710 §4.6
            dsn.asked().priority());
    // RFC 3464 §2: a DSN has the null reverse-path, so that none is sent about it.
    Envelope envelope = new Envelope(Optional.empty(), parameters, List.of(Recipient.of(dsn.to())));
    Ingress ingress = new Ingress(dsn.at(), "-", hostname, PROTOCOL, Optional.empty());
    entry.accept(envelope, ingress, new byte[0]);
  }

  /// RFC 3461 §4.3: the whole mail goes back only when it failed and was asked for; where nothing
  /// was said, the header does. RFC 8689 §5 keeps the whole from where TLS is required. Binary
  /// octets cannot be quoted in a mail of lines.
  private static boolean returnsWhole(PendingDsn pending) {
    MailParameters asked = pending.parameters();
    return asked.returned().filter(returned -> returned == Returned.FULL).isPresent()
        && !asked.requireTls()
        && asked.body() != Body.BINARY_MIME
        && pending.reports().stream().anyMatch(r -> r.action() == Action.FAILED);
  }

  /// As much of the mail as goes back; one octet more tells a mail that is too large.
  private byte[] start(PendingDsn pending) {
    int max = returnsWhole(pending) ? MAX_WHOLE + 1 : MAX_HEADER;
    try (InputStream octets = content.open(pending.mail())) {
      return octets.readNBytes(max);
    } catch (IOException e) {
      throw new IllegalStateException("A mail at rest could not be read", e);
    }
  }

  /// Ids of accepted mails tell their time (RFC 9562 §5.7); a mail of ours has none that does.
  private Instant acceptedAt(MailId mail) {
    return mail.value().version() == 7
        ? Instant.ofEpochMilli(mail.value().getMostSignificantBits() >>> 16)
        : clock.instant();
  }
}
