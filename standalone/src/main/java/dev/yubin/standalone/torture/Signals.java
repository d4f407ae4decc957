package dev.yubin.standalone.torture;

import java.io.IOException;

/// Signals that Java has no method for.
final class Signals {
  private Signals() {}

  /// @param name without SIG
  static void send(long pid, String name) {
    try {
      // A process that has ended meanwhile is none to stop.
      new ProcessBuilder("kill", "-" + name, Long.toString(pid))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new IllegalStateException("No kill command", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
