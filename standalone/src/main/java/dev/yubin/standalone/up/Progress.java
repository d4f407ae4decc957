package dev.yubin.standalone.up;

import java.io.PrintStream;
import java.time.Duration;

/// What a waiting user sees. Safe for use by many threads.
final class Progress {
  private final PrintStream out;
  private final long begin = System.nanoTime();

  Progress(PrintStream out) {
    this.out = out;
  }

  /// A step that is reached, with the time since the start.
  void reached(String part, String step) {
    say("  %5.1f s  %-22s %s".formatted(elapsed().toMillis() / 1000.0, part, step));
  }

  synchronized void say(String line) {
    out.println(line);
    out.flush();
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
