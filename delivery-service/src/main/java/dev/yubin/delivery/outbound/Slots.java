package dev.yubin.delivery.outbound;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How many runs there may be at a time: overall, and for one destination, so that a dead one takes
/// no more than its own. Safe for use by many threads.
final class Slots {
  private final int total;
  private final int perDestination;
  private final Map<String, Integer> taken = new HashMap<>();
  private int sum;

  Slots(OutboundProperties.Concurrency concurrency) {
    this.total = concurrency.total();
    this.perDestination = concurrency.destination();
  }

  synchronized int free() {
    return total - sum;
  }

  synchronized int free(String destination) {
    return Math.min(total - sum, perDestination - taken.getOrDefault(destination, 0));
  }

  synchronized List<String> fullDestinations() {
    List<String> full = new ArrayList<>();
    taken.forEach(
        (destination, n) -> {
          if (n >= perDestination) {
            full.add(destination);
          }
        });
    return full;
  }

  synchronized boolean take(String destination) {
    if (free(destination) <= 0) {
      return false;
    }
    taken.merge(destination, 1, Integer::sum);
    sum++;
    return true;
  }

  synchronized void giveBack(String destination) {
    taken.computeIfPresent(destination, (d, n) -> n == 1 ? null : n - 1);
    sum--;
  }
}
