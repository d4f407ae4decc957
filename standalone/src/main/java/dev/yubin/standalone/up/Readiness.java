package dev.yubin.standalone.up;

import dev.yubin.standalone.cli.Health;
import dev.yubin.standalone.instance.CommandFailedException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Waits until services can do their job, by their own word.
///
/// @param services HTTP bases by name
record Readiness(Map<String, URI> services) {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long POLL_MILLIS = 50;

  void await(Progress progress) {
    Map<String, URI> waiting = new LinkedHashMap<>(services);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      waiting.entrySet().removeIf(service -> isReady(service, progress));
      if (waiting.isEmpty()) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new CommandFailedException(
            "Not ready after %d s: %s".formatted(PATIENCE.toSeconds(), reasons(waiting)));
      }
      pause();
    }
  }

  private static boolean isReady(Map.Entry<String, URI> service, Progress progress) {
    boolean ready = Health.of(service.getValue()).isReady();
    if (ready) {
      progress.reached(service.getKey(), "ready");
    }
    return ready;
  }

  private static String reasons(Map<String, URI> waiting) {
    StringBuilder reasons = new StringBuilder();
    waiting.forEach(
        (name, base) -> reasons.append(name).append(" (").append(Health.of(base)).append(") "));
    return reasons.toString().strip();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("Interrupted while services were starting", e);
    }
  }
}
