package dev.yubin.standalone.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.standalone.instance.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// The short form of `./yubin torture`: as few processes and as little time as show anything. Not
/// part of `mvn verify` until it has been seen to pass on machines of every speed.
@EnabledIfSystemProperty(named = "yubin.torture", matches = "true")
class TortureIT {
  private static final int FIRST_PORT = 24_200;

  @Test
  void nothingIsLostAndNothingComesTwiceWhileProcessesAreKilled() throws Exception {
    // Kept: what went wrong is in its logs.
    Path directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "torture");
    Torture torture =
        new Torture(
            new DataDirectory(directory.resolve("data")),
            new Addresses(FIRST_PORT),
            Duration.ofSeconds(40),
            1,
            1,
            System.out::println);

    Result result = torture.run();

    assertThat(new Report(result).lines()).contains("No promise was broken.");
    assertThat(result.history().count(Sent.Outcome.ACCEPTED)).isPositive();
    assertThat(result.history().faults()).isNotEmpty();
  }
}
