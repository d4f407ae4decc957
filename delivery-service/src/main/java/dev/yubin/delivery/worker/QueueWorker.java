package dev.yubin.delivery.worker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// A virtual thread that works off a queue, round after round. What a round throws is logged, and
/// the next one tried when it is time.
public final class QueueWorker implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(QueueWorker.class);

  /// How late what fell due by the clock, or was added by another instance, may be noticed.
  private static final Duration POLL = Duration.ofSeconds(1);

  /// A round of work.
  @FunctionalInterface
  public interface Round {

    /// @return whether there is more to do at once
    boolean run() throws InterruptedException;
  }

  private final String name;
  private final Round round;
  private final Bell bell;
  private volatile boolean running;
  private @Nullable Thread thread;

  public QueueWorker(String name, Bell bell, Round round) {
    this.name = name;
    this.bell = bell;
    this.round = round;
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofVirtual().name(name).start(this::work);
  }

  private void work() {
    while (running) {
      try {
        if (!round.run()) {
          bell.await(POLL);
        }
      } catch (InterruptedException e) {
        running = false;
      } catch (RuntimeException e) {
        log.warn("event=queue-round-failed worker={} retry-in={}", name, POLL, e);
        pause();
      }
    }
  }

  /// Without the bell: a database that is away is not asked more often for being asked more.
  private void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      running = false;
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// Begins no round any more, and returns when the one that runs has ended.
  @Override
  public void stop() {
    running = false;
    bell.ring();
    Thread stopping = thread;
    if (stopping != null) {
      try {
        stopping.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
