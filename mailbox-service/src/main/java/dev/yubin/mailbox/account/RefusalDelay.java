package dev.yubin.mailbox.account;

import java.time.Duration;

/// How long a refused login waits for its answer, so that guessing is slow. Holds the session's
/// thread.
record RefusalDelay(Duration time) {
  void pause() {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
