package dev.yubin.standalone.up;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;

/// SIGTERM and SIGINT, as a wish to stop in good order. A shutdown hook would do too, but the JVM
/// then ends with 143 or 130, and a drained stop is no failure.
final class StopSignal {
  private static final int INTERRUPTED = 130;
  private final CountDownLatch wish = new CountDownLatch(1);

  private StopSignal() {}

  static StopSignal install() {
    StopSignal stop = new StopSignal();
    for (String name : List.of("TERM", "INT")) {
      Signal.handle(new Signal(name), signal -> stop.received());
    }
    return stop;
  }

  private void received() {
    if (wish.getCount() == 0) {
      // Asked a second time: whoever asks does not want to wait for the drain.
      Runtime.getRuntime().halt(INTERRUPTED);
    }
    wish.countDown();
  }

  void await() throws InterruptedException {
    wish.await();
  }
}
