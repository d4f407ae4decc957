package dev.yubin.mailbox.login;

import dev.yubin.store.login.LoginFailures;
import dev.yubin.store.login.LoginNetworks;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/// Removes what counts no more. May run in several instances at a time.
///
/// @param memory how long networks are remembered
record LoginSweep(LoginFailures failures, LoginNetworks networks, Duration memory) {
  private static final Logger log = LoggerFactory.getLogger(LoginSweep.class);

  @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT5M")
  void sweep() {
    try {
      failures.sweep();
      networks.sweep(memory);
    } catch (DataAccessException e) {
      log.warn("event=logins-not-swept cause={}", e.toString());
    }
  }
}
