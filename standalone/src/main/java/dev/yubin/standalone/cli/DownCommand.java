package dev.yubin.standalone.cli;

import dev.yubin.standalone.instance.CommandFailedException;
import dev.yubin.standalone.instance.InstanceLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Stops the suite of a data directory, draining, and returns when it has stopped.
@Command(
    name = "down",
    description = "Stop the suite that runs on a data directory, draining.",
    mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @Option(names = "--data", paramLabel = "DIR", description = "Data directory (${DEFAULT-VALUE}).")
  Path data = Path.of("data");

  @Override
  public Integer call() throws InterruptedException {
    Optional<ProcessHandle> running = InstanceLock.holder(data);
    if (running.isEmpty()) {
      System.out.println("Nothing runs on the data directory %s.".formatted(data));
      return 0;
    }
    ProcessHandle process = running.get();
    System.out.println("Draining (process %d) …".formatted(process.pid()));
    process.destroy();
    try {
      process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new CommandFailedException(
          "Process %d is still draining after %d s: run `./yubin down` again to end it at once"
              .formatted(process.pid(), PATIENCE.toSeconds()),
          e);
    }
    System.out.println("Stopped.");
    return 0;
  }
}
