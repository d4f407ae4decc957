package dev.yubin.standalone.torture;

import dev.yubin.standalone.instance.CommandFailedException;
import dev.yubin.standalone.instance.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Says by its exit code whether a promise was broken.
@Command(
    name = "torture",
    description =
        "Start a suite of its own, send mail while its processes are killed and paused, and check"
            + " that nothing was lost and nothing came twice.",
    mixinStandardHelpOptions = true)
public final class TortureCommand implements Callable<Integer> {
  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "How long mail is sent and processes are hit (${DEFAULT-VALUE}).")
  double minutes = 5;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Mails and faults follow from it; by default another one each time.")
  long seed = System.nanoTime() % 1_000_000;

  @Option(
      names = "--instances",
      paramLabel = "N",
      description = "Of smtp-, mailbox- and delivery-service each, 1 to 3 (${DEFAULT-VALUE}).")
  int instances = 2;

  @Option(
      names = "--first-port",
      paramLabel = "N",
      description = "Of those that are used, one after the other (${DEFAULT-VALUE}).")
  int firstPort = 24_000;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "A directory that is not there yet; by default one for temporary files.")
  Path data = Path.of("");

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    if (instances < 1 || instances > 3) {
      throw new CommandFailedException("--instances " + instances + " must be 1 to 3");
    }
    Path directory = directory();
    System.setProperty("logback.configurationFile", "yubin-logback.xml");
    System.setProperty("yubin.log", directory.resolve("logs").resolve("torture.log").toString());
    Torture torture =
        new Torture(
            new DataDirectory(directory),
            new Addresses(firstPort),
            Duration.ofMillis((long) (minutes * 60_000)),
            seed,
            instances,
            System.out::println);
    Result result = torture.run();
    new Report(result).lines().forEach(System.out::println);
    System.out.println("Logs are in " + directory.resolve("logs"));
    return result.isGood() ? 0 : 1;
  }

  private Path directory() throws IOException {
    if (data.toString().isEmpty()) {
      return Files.createTempDirectory("yubin-torture").resolve("data");
    }
    if (Files.exists(data)) {
      throw new CommandFailedException(
          "%s is there already: a run needs a directory of its own".formatted(data));
    }
    return data.toAbsolutePath();
  }
}
