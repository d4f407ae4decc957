package dev.yubin.standalone.cli;

import dev.yubin.standalone.instance.DataDirectory;
import dev.yubin.standalone.instance.InstanceLock;
import dev.yubin.standalone.instance.RunningInstance;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Tells the health of each service; succeeds only when all are ready.
@Command(
    name = "status",
    description = "Health of each service; succeeds only when all are ready.",
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
  @Option(names = "--data", paramLabel = "DIR", description = "Data directory (${DEFAULT-VALUE}).")
  Path data = Path.of("data");

  @Override
  public Integer call() {
    Optional<RunningInstance> running = RunningInstance.of(new DataDirectory(data));
    if (running.isPresent()) {
      return tell(running.get());
    }
    Optional<ProcessHandle> holder = InstanceLock.holder(data);
    System.out.println(
        holder
            .map(process -> "starting or stopping (process %d)".formatted(process.pid()))
            .orElse("not running on the data directory " + data));
    return 1;
  }

  private static int tell(RunningInstance running) {
    System.out.println(
        "running since %s (process %d)".formatted(running.startedAt(), running.pid()));
    boolean allReady = true;
    for (Map.Entry<String, URI> service : running.services().entrySet()) {
      Health health = Health.of(service.getValue());
      allReady &= health.isReady();
      System.out.println("  %-22s %s".formatted(service.getKey(), health));
    }
    return allReady ? 0 : 1;
  }
}
