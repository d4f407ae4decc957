package dev.yubin.delivery.queue;

import dev.yubin.store.queue.QueueEntry;
import dev.yubin.store.queue.QueueSample;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// How much waits, as gauges. Counted now and then, however often they are read.
final class QueueMeters implements MeterBinder {
  private static final Logger log = LoggerFactory.getLogger(QueueMeters.class);
  private static final Duration AGE = Duration.ofSeconds(30);

  private final QueueSample sample;
  private @Nullable List<QueueSample.Group> groups;
  private Instant countedAt = Instant.EPOCH;

  QueueMeters(QueueSample sample) {
    this.sample = sample;
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    Gauge.builder("yubin.outbound.depth", this, m -> m.sum(_ -> true))
        .description("Mails that wait for another host, one a destination")
        .strongReference(true)
        .register(meters);
    for (QueueEntry.State state : QueueEntry.State.values()) {
      for (QueueSample.Age age : QueueSample.Age.values()) {
        Gauge.builder(
                "yubin.outbound.mails",
                this,
                m -> m.sum(group -> group.state() == state && group.age() == age))
            .description("Mails that wait for another host, by what they wait for and for how long")
            .tag("state", state.toString())
            .tag("age", age.name().toLowerCase(Locale.ROOT))
            .strongReference(true)
            .register(meters);
      }
    }
  }

  /// @return NaN when it cannot be known
  private double sum(Predicate<QueueSample.Group> which) {
    List<QueueSample.Group> counted = groups();
    return counted == null
        ? Double.NaN
        : counted.stream().filter(which).mapToLong(QueueSample.Group::mails).sum();
  }

  private synchronized @Nullable List<QueueSample.Group> groups() {
    Instant now = Instant.now();
    if (countedAt.plus(AGE).isBefore(now)) {
      countedAt = now;
      try {
        groups = sample.groups().counts();
      } catch (DataAccessException e) {
        log.debug("event=depth-unknown cause={}", e.toString());
        groups = null;
      }
    }
    return groups;
  }
}
