package dev.yubin.delivery.worker;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes the worker of a queue. Rings that nobody has heard yet count as one. Safe for use by many
/// threads.
public final class Bell {
  private final Semaphore rung = new Semaphore(0);

  public void ring() {
    rung.drainPermits();
    rung.release();
  }

  /// Returns when the bell has rung since the last time, or the time is over.
  void await(Duration limit) throws InterruptedException {
    if (rung.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      rung.drainPermits();
    }
  }
}
