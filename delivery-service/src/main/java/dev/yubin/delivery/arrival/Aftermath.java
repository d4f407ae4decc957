package dev.yubin.delivery.arrival;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.yubin.delivery.event.MailEvents;
import dev.yubin.delivery.worker.Bell;
import dev.yubin.event.MailEvent;
import dev.yubin.store.arrival.StoreOutcome;
import dev.yubin.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is told once a batch is committed. A crash that keeps it from being told loses no mail: the
/// queues have their clocks, and sessions look at MODSEQ themselves.
final class Aftermath {
  private static final Logger log = LoggerFactory.getLogger(Aftermath.class);

  private final MailEvents events;
  private final Bell outbound;
  private final Bell dsns;

  Aftermath(MailEvents events, Bell outbound, Bell dsns) {
    this.events = events;
    this.outbound = outbound;
    this.dsns = dsns;
  }

  void tell(List<RoutedMail> mails, List<StoreOutcome.Mailbox> changed) {
    // First of all: somebody is looking at the mailbox.
    changed.forEach(this::notice);
    if (mails.stream().anyMatch(mail -> !mail.dispatch().remotes().isEmpty())) {
      outbound.ring();
    }
    if (mails.stream().anyMatch(mail -> !mail.dispatch().reports().isEmpty())) {
      dsns.ring();
    }
    mails.forEach(this::tell);
  }

  private void notice(StoreOutcome.Mailbox mailbox) {
    events.send(
        new ProducerRecord<>(
            Topics.MAILBOX_CHANGES,
            Long.toString(mailbox.accountId()),
            Long.toString(mailbox.mailboxId()).getBytes(US_ASCII)));
  }

  private void tell(RoutedMail mail) {
    UUID id = mail.dispatch().mail().id().value();
    Instant now = Instant.now();
    if (!mail.localAddresses().isEmpty()) {
      events.visible(Duration.between(mail.dispatch().mail().ingress().acceptedAt(), now));
    }
    for (String address : mail.localAddresses()) {
      log.info("event=delivered mail={} to={}", id, address);
      events.tell(new MailEvent.Delivered(id, now, address));
    }
    mail.failures()
        .forEach(
            failure -> {
              log.info(
                  "event=bounced mail={} to={} status={} reason={}",
                  id,
                  failure.recipient(),
                  failure.status(),
                  failure.diagnostic());
              events.tell(
                  new MailEvent.Bounced(id, now, failure.recipient(), failure.diagnostic()));
            });
  }
}
