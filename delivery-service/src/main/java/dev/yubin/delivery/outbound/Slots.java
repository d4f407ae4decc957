package dev.yubin.delivery.outbound;

import dev.yubin.delivery.outbound.Pace.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How many runs there may be at a time: overall, and for one destination, so that a dead one takes
/// no more than its own. A destination begins with a few; each run that goes well adds one, each
/// that is put off halves them. Safe for use by many threads.
final class Slots {
  private static final int FIRST = 2;

  /// Destinations without runs that are remembered.
  private static final int MAX_REMEMBERED = 10_000;

  private final int total;
  private final int perDestination;
  private final InstantSource clock;

  /// The one that was used longest ago first.
  private final Map<String, Allotment> allotments = new LinkedHashMap<>(16, 0.75f, true);

  private int sum;

  private static final class Allotment {
    private int taken;
    private int limit;
    private Instant restsUntil = Instant.MIN;

    private Allotment(int limit) {
      this.limit = limit;
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
    Allotment allotment = allotments.get(destination);
    if (allotment == null) {
      return Math.min(total - sum, first());
    }
    return allotment.restsUntil.isAfter(clock.instant())
        ? 0
        : Math.min(total - sum, allotment.limit - allotment.taken);
  }

  /// Those that have no room, or are left alone for now.
  synchronized List<String> fullDestinations() {
    Instant now = clock.instant();
    List<String> full = new ArrayList<>();
    allotments.forEach(
        (destination, allotment) -> {
          if (allotment.taken >= allotment.limit || allotment.restsUntil.isAfter(now)) {
            full.add(destination);
          }
        });
    return full;
  }

  synchronized boolean take(String destination) {
    if (free(destination) <= 0) {
      return false;
    }
    allotments.computeIfAbsent(destination, d -> new Allotment(first())).taken++;
    sum++;
    return true;
  }

  /// @param rest how long the destination is to be left alone
  synchronized void giveBack(String destination, Progress progress, Duration rest) {
    Allotment allotment = allotments.get(destination);
    if (allotment == null || allotment.taken == 0) {
      throw new IllegalStateException("No slot of " + destination + " is taken");
    }
    allotment.taken--;
    sum--;
    allotment.limit =
        switch (progress) {
          case GOOD -> Math.min(perDestination, allotment.limit + 1);
          case BAD -> Math.max(1, allotment.limit / 2);
          case NONE -> allotment.limit;
        };
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
