package dev.yubin.delivery.event;

import dev.yubin.event.MailEvent;
import dev.yubin.topic.TopicJson;
import dev.yubin.topic.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells what became of mails. Counts are of recipients. Safe for use by many threads.
public final class MailEvents {
  private static final Logger log = LoggerFactory.getLogger(MailEvents.class);

  private final Producer<String, byte[]> events;
  private final Producer<String, byte[]> notices;
  private final MeterRegistry meters;
  private final Counter delivered;
  private final Counter relayed;
  private final Counter deferred;
  private final Counter bounced;
  private final Timer toMailbox;

  /// @param events may wait for company
  /// @param notices may not: somebody looks at the mailbox that a notice is about
  public MailEvents(
      Producer<String, byte[]> events, Producer<String, byte[]> notices, MeterRegistry meters) {
    this.events = events;
    this.notices = notices;
    this.meters = meters;
    this.delivered = meters.counter("yubin.mails.delivered");
    this.relayed = meters.counter("yubin.mails.relayed");
    this.deferred = meters.counter("yubin.mails.deferred");
    this.bounced = meters.counter("yubin.mails.bounced");
    this.toMailbox =
        Timer.builder("yubin.mails.to.mailbox")
            .description("From a mail's last octet to the moment when its mailboxes show it")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofMinutes(1))
            .register(meters);
  }

  /// For what is durable already.
  public void tell(MailEvent event) {
    counter(event).increment();
    outcome(event)
        .ifPresent(o -> meters.counter("yubin.outbound.outcomes", "outcome", o).increment());
    String key = event.mail().toString();
    send(events, new ProducerRecord<>(Topics.MAIL_EVENTS, key, TopicJson.encode(event)));
  }

  /// A mail is in all its mailboxes here.
  ///
  /// @param sinceAccepted the clocks of two machines may make it less than nothing
  public void visible(Duration sinceAccepted) {
    toMailbox.record(sinceAccepted.isNegative() ? Duration.ZERO : sinceAccepted);
  }

  private Counter counter(MailEvent event) {
    return switch (event) {
      case MailEvent.Delivered _ -> delivered;
      case MailEvent.Relayed _ -> relayed;
      case MailEvent.Deferred _ -> deferred;
      case MailEvent.Bounced _ -> bounced;
      case MailEvent.Accepted _ ->
          throw new IllegalArgumentException("Acceptance is smtp-service's to tell");
    };
  }

  /// What other hosts did: took a mail, or kept it from going for some kind of reason.
  private static Optional<String> outcome(MailEvent event) {
    return switch (event) {
      case MailEvent.Relayed _ -> Optional.of("relayed");
      case MailEvent.Deferred deferred -> Optional.ofNullable(deferred.kind());
      case MailEvent.Bounced bounced -> Optional.ofNullable(bounced.kind());
      case MailEvent.Accepted _, MailEvent.Delivered _ -> Optional.empty();
    };
  }

  /// A notice that nobody gets does no lasting harm, and is not waited for.
  public void send(ProducerRecord<String, byte[]> notice) {
    send(notices, notice);
  }

  private static void send(
      Producer<String, byte[]> producer, ProducerRecord<String, byte[]> notice) {
    try {
      producer.send(
          notice,
          (metadata, failure) -> {
            if (failure != null) {
              log.warn("event=notice-lost topic={} cause={}", notice.topic(), failure.toString());
            }
          });
    } catch (KafkaException e) {
      log.warn("event=notice-lost topic={} cause={}", notice.topic(), e.toString());
    }
  }
}
