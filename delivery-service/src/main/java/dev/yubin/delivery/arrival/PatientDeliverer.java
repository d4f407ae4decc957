package dev.yubin.delivery.arrival;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;

/// Stores records whatever happens: waits for a database that is away, and finds the one record
/// that spoils a batch, so that no mail blocks others. For the consumer's thread.
final class PatientDeliverer {
  private static final Logger log = LoggerFactory.getLogger(PatientDeliverer.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// Deadlocks and lost connections pass; what fails so often does not.
  private static final int MAX_PASSING = 5;

  /// Of a connection and of the server, not of what was stored (PostgreSQL, appendix A): connection
  /// exception, insufficient resources, operator intervention, system error.
  private static final Pattern OF_THE_SERVER = Pattern.compile("(08|53|57P|58).*");

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
        boolean outside = isOutside(e);
        if (!outside && (!mayPass(e) || ++failures == MAX_PASSING)) {
          divide(records, e);
          return;
        }
        if (outside || isOfTheServer(e)) {
          // By then the pool has seen which of its other connections are lost as well.
          log.warn("event=arrival-waits retry-in={} cause={}", PAUSE, e.toString());
          Thread.sleep(PAUSE);
        }
      }
    }
  }

  /// Whether the failure says nothing about the records.
  private boolean isOutside(RuntimeException e) {
    return e instanceof KafkaException || !databaseAnswers.getAsBoolean();
  }

  private static boolean mayPass(RuntimeException e) {
    return e instanceof TransientDataAccessException || isOfTheServer(e);
  }

  /// A database that answers may have ended this connection all the same, or come back since.
  private static boolean isOfTheServer(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientConnectionException
          || (cause instanceof SQLException failure && isOfTheServer(failure.getSQLState()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfTheServer(@Nullable String sqlState) {
    return sqlState != null && OF_THE_SERVER.matcher(sqlState).matches();
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
