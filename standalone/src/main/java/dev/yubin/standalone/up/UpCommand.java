package dev.yubin.standalone.up;

import dev.yubin.standalone.instance.CommandFailedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/// Runs the suite until it is asked to stop.
@Command(
    name = "up",
    description = "Run the whole suite in one process until Ctrl-C, SIGTERM or `down`.",
    footer = "Any property can be given as --yubin.x.y=value.",
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
  /// Set when the JVM records for its cache of classes, which it does at its end.
  private static final String RECORDING = "yubin.recording";

  @Option(names = "--data", paramLabel = "DIR", description = "Data directory (${DEFAULT-VALUE}).")
  Path data = Path.of("data");

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      description = "Added to every default port (${DEFAULT-VALUE}).")
  int portOffset;

  @Option(
      names = "--demo",
      description = "Make domain example.test with accounts alice and bob, on 127.0.0.1 alone.")
  boolean demo;

  @Option(names = "--detach", description = "Return once all is ready; `down` stops it.")
  boolean detach;

  @Unmatched List<String> properties = new ArrayList<>();

  @Override
  public Integer call() throws InterruptedException {
    StopSignal stop = StopSignal.install();
    UpOptions options = new UpOptions(data, portOffset, detach, demo, properties, System.getenv());
    try (Standalone standalone = Standalone.start(options, System.out)) {
      stop.await();
    } catch (CommandFailedException e) {
      Log.flush();
      throw e;
    }
    if (Boolean.getBoolean(RECORDING)) {
      System.out.println("Saving what lets the next start be quick; once, some seconds.");
    }
    return 0;
  }
}
