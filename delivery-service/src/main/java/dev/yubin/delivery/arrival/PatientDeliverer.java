package dev.yubin.delivery.arrival;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;

/// Stores records whatever happens: waits for a database that is away, and finds the one record
/// that spoils a batch, so that no mail blocks others. For the consumer's thread.
final class PatientDeliverer {
  private static final Logger log = LoggerFactory.getLogger(PatientDeliverer.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// Deadlocks and the like pass; what fails so often does not.
  private static final int MAX_TRANSIENT = 5;

  private final Deliverer deliverer;
  private final BooleanSupplier databaseAnswers;

  PatientDeliverer(Deliverer deliverer, BooleanSupplier databaseAnswers) {
    this.deliverer = deliverer;
    this.databaseAnswers = databaseAnswers;
  }

  /// @throws FencedException when a partition is another instance's by now
  void deliver(List<ConsumerRecord<String, byte[]>> records) throws InterruptedException {
    int failures = 0;
    while (true) {
      try {
        deliverer.deliver(records);
        return;
      } catch (FencedException e) {
        throw e;
      } catch (RuntimeException e) {
        if (isOutside(e)) {
          log.warn("event=arrival-waits retry-in={} cause={}", PAUSE, e.toString());
          Thread.sleep(PAUSE);
        } else if (!(e instanceof TransientDataAccessException) || ++failures == MAX_TRANSIENT) {
          divide(records, e);
          return;
        }
      }
    }
  }

  /// Whether the failure says nothing about the records.
  private boolean isOutside(RuntimeException e) {
    return e instanceof KafkaException || !databaseAnswers.getAsBoolean();
  }

  private void divide(List<ConsumerRecord<String, byte[]>> records, RuntimeException cause)
      throws InterruptedException {
    if (records.size() > 1) {
      log.warn("event=batch-divided records={} cause={}", records.size(), cause.toString());
      for (ConsumerRecord<String, byte[]> record : records) {
        deliver(List.of(record));
      }
      return;
    }
    log.error("event=mail-not-stored mail={}", records.getFirst().key(), cause);
    setAside(records.getFirst(), cause.toString());
  }

  private void setAside(ConsumerRecord<String, byte[]> record, String reason)
      throws InterruptedException {
    while (true) {
      try {
        deliverer.setAside(record, reason);
        return;
      } catch (FencedException e) {
        throw e;
      } catch (RuntimeException e) {
        log.warn("event=arrival-waits retry-in={} cause={}", PAUSE, e.toString());
        Thread.sleep(PAUSE);
      }
    }
  }
}
