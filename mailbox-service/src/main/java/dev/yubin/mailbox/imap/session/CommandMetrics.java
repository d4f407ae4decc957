package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/// How long commands take. IDLE, which takes as long as its client wishes, is left out.
final class CommandMetrics {
  /// So few, because there are as many series of each as there are commands.
  private static final Duration[] LIMITS = {
    Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(1)
  };

  private CommandMetrics() {}

  static void record(
      MeterRegistry meters, ImapCommand command, Completion completion, long nanoseconds) {
    if (command instanceof ImapCommand.Idle) {
      return;
    }
    Timer.builder("yubin.imap.command")
        .description("Time from a command to its tagged response")
        .serviceLevelObjectives(LIMITS)
        .tag("command", command.name())
        .tag("status", completion.status().name())
        .register(meters)
        .record(Duration.ofNanos(nanoseconds));
  }
}
