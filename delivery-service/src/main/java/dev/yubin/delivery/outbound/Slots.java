package dev.yubin.delivery.outbound;

import dev.yubin.delivery.outbound.Pace.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// How many runs there may be at a time: overall, and for one destination, so that a dead one
/// takes no more than its own. A destination begins with a few; each run that goes well adds
/// one, each that is put off halves them. However many destinations are dead, these have but
/// a part of all slots together. Safe for use by many threads.
final class Slots {
  private static final int FIRST = 2;

  /// One part in so many is kept from destinations that took nothing the last time.
  private static final int KEPT = 4;

  /// Destinations without runs that are remembered.
  private static final int MAX_REMEMBERED = 10_000;

  private final int total;
  private final int perDestination;
  private final InstantSource clock;

  /// The one that was used longest ago first.
  private final Map<String, Allotment> allotments = new LinkedHashMap<>(16, 0.75f, true);

  private int sum;

  /// Of the sum, those of destinations that took nothing the last time.
  private int hopeless;

  private static final class Allotment {
    private int taken;
    private int limit;
    private boolean hopeful;
    private Instant restsUntil = Instant.MIN;

    private Allotment(int limit, boolean hopeful) {
      this.limit = limit;
      this.hopeful = hopeful;
    }
  }

  Slots(OutboundProperties.Concurrency concurrency, InstantSource clock) {
    this.total = concurrency.total();
    this.perDestination = concurrency.destination();
    this.clock = clock;
  }

  synchronized int free() {
    return total - sum;
  }

  synchronized int free(String destination) {
    return free(destination, true);
  }

  private int free(String destination, boolean fresh) {
    Allotment allotment = allotments.get(destination);
    boolean hopeful = allotment == null ? fresh : allotment.hopeful;
    int left = hopeful ? total - sum : Math.min(total - sum, total - total / KEPT - hopeless);
    if (allotment == null) {
      return Math.min(left, first());
    }
    return allotment.restsUntil.isAfter(clock.instant())
        ? 0
        : Math.min(left, allotment.limit - allotment.taken);
  }

  /// @param fresh whether mail for it was never tried: then a destination of which nothing is known
  ///     is taken for one that is alive
  synchronized boolean take(String destination, boolean fresh) {
    if (free(destination, fresh) <= 0) {
      return false;
    }
    Allotment allotment =
        allotments.computeIfAbsent(destination, d -> new Allotment(first(), fresh));
    allotment.taken++;
    sum++;
    hopeless += allotment.hopeful ? 0 : 1;
    return true;
  }

  /// @param rest how long the destination is to be left alone
  synchronized void giveBack(String destination, Progress progress, Duration rest) {
    Allotment allotment = allotments.get(destination);
    if (allotment == null || allotment.taken == 0) {
      throw new IllegalStateException("No slot of " + destination + " is taken");
    }
    hopeless -= allotment.hopeful ? 0 : allotment.taken;
    allotment.taken--;
    sum--;
    switch (progress) {
      case GOOD -> {
        allotment.limit = Math.min(perDestination, allotment.limit + 1);
        allotment.hopeful = true;
      }
      case BAD -> {
        allotment.limit = Math.max(1, allotment.limit / 2);
        allotment.hopeful = false;
      }
      case NONE -> {}
    }
    hopeless += allotment.hopeful ? 0 : allotment.taken;
    if (rest.isPositive()) {
      allotment.restsUntil = clock.instant().plus(rest);
    }
    forgetOldest();
  }

  private void forgetOldest() {
    if (allotments.size() > MAX_REMEMBERED) {
      allotments.values().stream()
          .filter(allotment -> allotment.taken == 0)
          .findFirst()
          .ifPresent(allotments.values()::remove);
    }
  }

  private int first() {
    return Math.min(FIRST, perDestination);
  }
}
