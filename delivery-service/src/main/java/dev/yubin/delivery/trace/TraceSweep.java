package dev.yubin.delivery.trace;

import dev.yubin.store.trace.Traces;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;

/// Forgets what is too old. May run in several instances.
class TraceSweep {
  private final Traces traces;
  private final Duration retention;

  TraceSweep(Traces traces, Duration retention) {
    this.traces = traces;
    this.retention = retention;
  }

  @Scheduled(initialDelayString = "PT2M", fixedDelayString = "PT10M")
  void sweep() {
    int swept;
    do {
      swept = traces.sweep(retention);
    } while (swept == Traces.SWEEP_BATCH);
  }
}
