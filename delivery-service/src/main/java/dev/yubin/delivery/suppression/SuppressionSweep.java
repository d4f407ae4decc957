package dev.yubin.delivery.suppression;

import dev.yubin.store.suppression.Suppressions;
import org.springframework.scheduling.annotation.Scheduled;

/// Forgets what has expired. May run in several instances.
class SuppressionSweep {
  private final Suppressions suppressions;

  SuppressionSweep(Suppressions suppressions) {
    this.suppressions = suppressions;
  }

  @Scheduled(initialDelayString = "PT4M", fixedDelayString = "PT1H")
  void sweep() {
    suppressions.sweep();
  }
}
