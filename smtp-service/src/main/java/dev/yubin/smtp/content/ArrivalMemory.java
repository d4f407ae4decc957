package dev.yubin.smtp.content;

import dev.yubin.mail.AcceptedMail;
import java.util.concurrent.atomic.AtomicLong;

/// The memory that mails may take while they arrive, all sessions together. A client that stops
/// amid a mail keeps what it has sent until its time is over: without a bound, some hundreds of
/// them would take all there is. Safe for use by many threads.
public final class ArrivalMemory {
  /// What each mail has without asking, in octets: small ones arrive whatever the large ones do.
  static final int FREE = 16 * 1024;

  private static final int STEP = 64 * 1024;

  private final AtomicLong left;

  /// @param octets beyond what mails have without asking
  public ArrivalMemory(long octets) {
    this.left = new AtomicLong(octets);
  }

  public Share share() {
    return new Share();
  }

  /// What one mail holds. For one thread.
  public final class Share {
    private long held = FREE;

    private Share() {}

    /// Takes what a mail of a size needs: no more than a chunk, since what fills one has gone.
    ///
    /// @param octets of the mail so far
    /// @return false when there is not so much
    boolean covers(long octets) {
      long wanted = Math.min(octets, AcceptedMail.CHUNK_SIZE);
      while (held < wanted) {
        if (left.addAndGet(-STEP) < 0) {
          left.addAndGet(STEP);
          return false;
        }
        held += STEP;
      }
      return true;
    }

    void release() {
      left.addAndGet(held - FREE);
      held = FREE;
    }
  }
}
