package dev.yubin.mailbox.allowance;

import dev.yubin.store.allowance.AllowanceCounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/// Removes counts whose window is over. May run in several instances at a time.
record AllowanceSweep(AllowanceCounts counts) {
  private static final Logger log = LoggerFactory.getLogger(AllowanceSweep.class);

  @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT5M")
  void sweep() {
    try {
      counts.sweep();
    } catch (DataAccessException e) {
      log.warn("event=allowances-not-swept cause={}", e.toString());
    }
  }
}
