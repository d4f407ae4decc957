package dev.yubin.delivery.arrival;

import dev.yubin.store.mail.MailSweep;
import dev.yubin.store.message.ExpungeSweep;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/// Removes what nothing refers to any more.
class Sweeper {
  private static final Logger log = LoggerFactory.getLogger(Sweeper.class);

  /// A session or an attempt may be in the middle of a mail that was let go of.
  private static final Duration GRACE = Duration.ofHours(1);

  /// A mail that has not come to its last record by then does not come to it.
  private static final Duration CHUNK_AGE = Duration.ofDays(1);

  /// As long as Kafka keeps accepted mail.
  private static final Duration CHUNK_REACH = Duration.ofDays(7);

  /// A client that was away for longer is told all that is gone (RFC 7162 §3.2.6).
  private static final Duration EXPUNGE_AGE = Duration.ofDays(400);

  private final MailSweep sweep;
  private final ExpungeSweep expunges;

  Sweeper(MailSweep sweep, ExpungeSweep expunges) {
    this.sweep = sweep;
    this.expunges = expunges;
  }

  @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
  void sweepReleasedMails() {
    int looked;
    do {
      looked = sweep.releasedMails(GRACE);
    } while (looked == MailSweep.BATCH);
  }

  @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
  void sweepOrphanChunks() {
    int removed = sweep.orphanChunks(CHUNK_AGE, CHUNK_REACH);
    if (removed > 0) {
      log.info("event=orphan-chunks-swept chunks={}", removed);
    }
  }

  @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
  void sweepExpunges() {
    int looked;
    do {
      looked = expunges.forget(EXPUNGE_AGE);
    } while (looked == ExpungeSweep.BATCH);
  }
}
