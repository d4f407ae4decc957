package dev.yubin.delivery.queue;

import dev.yubin.store.queue.Audit;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;

/// Forgets what is too old. May run in several instances.
class AuditSweep {
  private final Audit audit;
  private final Duration retention;

  AuditSweep(Audit audit, Duration retention) {
    this.audit = audit;
    this.retention = retention;
  }

  @Scheduled(initialDelayString = "PT3M", fixedDelayString = "PT6H")
  void sweep() {
    audit.sweep(retention);
  }
}
