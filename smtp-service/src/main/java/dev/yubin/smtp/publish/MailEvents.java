package dev.yubin.smtp.publish;

import dev.yubin.event.MailEvent;
import dev.yubin.topic.TopicJson;
import dev.yubin.topic.Topics;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells `yubin.mail.events`. Nobody waits for it, and a mail does not depend on it.
public final class MailEvents {
  private static final Logger log = LoggerFactory.getLogger(MailEvents.class);

  private final Producer<String, byte[]> producer;

  public MailEvents(Producer<String, byte[]> producer) {
    this.producer = producer;
  }

  public void publish(MailEvent event) {
    producer.send(
        new ProducerRecord<>(Topics.MAIL_EVENTS, event.mail().toString(), TopicJson.encode(event)),
        (metadata, failure) -> {
          if (failure != null) {
            log.warn("event=event-lost mail={} cause={}", event.mail(), failure.toString());
          }
        });
  }
}
