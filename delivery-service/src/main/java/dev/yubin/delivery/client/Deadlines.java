package dev.yubin.delivery.client;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The clock behind time-outs. A socket's own time-out starts again with each octet and knows no
/// writes, so that a host could hold a thread for ever; these end the step, whatever it does.
/// Safe for use by many threads.
final class Deadlines implements AutoCloseable {
  private final ScheduledThreadPoolExecutor timer;

  Deadlines() {
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("smtp-deadlines").daemon().factory());
    // Nearly all deadlines are called off; they must not pile up until they would have been due.
    timer.setRemoveOnCancelPolicy(true);
  }

  /// @param expiry must not block
  Future<?> after(Duration limit, Runnable expiry) {
    return timer.schedule(expiry, limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
