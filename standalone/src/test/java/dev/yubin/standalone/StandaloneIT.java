package dev.yubin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `up`, `status` and `down` as a user runs them: as processes, from the jar and its class path.
class StandaloneIT {
  private static final int[] DEFAULTS = {
    2525, 2587, 2465, 2143, 2993, 2110, 2995, 2053, 8081, 8082, 8083, 8084, 2432, 2092
  };
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path temporary;
  private final List<Process> started = new ArrayList<>();
  private final int offset = freeOffset();

  private record Result(int exitCode, String output) {}

  @AfterEach
  void stopWhatATestLeft() {
    for (Process process : started) {
      process.destroy();
      process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }
  }

  @Test
  void comesUpReadyRefusesASecondAndStopsClean() throws Exception {
    Path data = temporary.resolve("data");
    Process up = startReady("up.log", data);

    assertThat(output("up.log")).contains("./yubin domain add example.org --data " + data);
    Result status = run("status", "--data", data.toString());
    assertThat(status.output()).contains("smtp-service           ready");
    assertThat(status.exitCode()).isZero();

    Result sameData = run("up", "--data", data.toString(), "--port-offset", "0");
    assertThat(sameData.exitCode()).isEqualTo(1);
    assertThat(sameData.output())
        .startsWith("yubin: The data directory " + data + " is in use by another Yubin (process ");

    Path otherData = temporary.resolve("other");
    Result samePorts = run("up", "--data", otherData.toString(), "--port-offset", "" + offset);
    assertThat(samePorts.exitCode()).isEqualTo(1);
    assertThat(samePorts.output())
        .contains("127.0.0.1:" + (2525 + offset) + " for SMTP")
        .hasLineCount(1);
    assertThat(otherData).doesNotExist();

    Result down = run("down", "--data", data.toString());
    assertThat(down.exitCode()).isZero();
    assertThat(up.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(up.exitValue()).isZero();
    assertThat(output("up.log")).contains("Yubin has stopped.");
    assertThat(data.resolve("yubin.json")).doesNotExist();
    assertThat(data.resolve("postgresql/data/postmaster.pid")).doesNotExist();
    assertThat(run("status", "--data", data.toString()).exitCode()).isEqualTo(1);
  }

  @Test
  void comesUpAgainAfterItWasKilled() throws Exception {
    Path data = temporary.resolve("data");
    Process killed = startReady("killed.log", data);
    killed.destroyForcibly().waitFor();

    startReady("again.log", data);

    assertThat(output("again.log")).contains("Yubin is ready").doesNotContain("event=");
    assertThat(run("down", "--data", data.toString()).exitCode()).isZero();
  }

  @Test
  void leavesNothingRunningWhenAServiceCannotStart() throws Exception {
    Path data = temporary.resolve("data");

    Result result =
        run(
            "up",
            "--data",
            data.toString(),
            "--port-offset",
            "" + offset,
            "--spring.datasource.url=jdbc:unknown:x");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output())
        .containsPattern("yubin: (delivery|mailbox)-service did not start: .*yubin.log");
    assertThat(data.resolve("postgresql/data/postmaster.pid")).doesNotExist();
    assertThat(data.resolve("yubin.json")).doesNotExist();
  }

  private Process startReady(String log, Path data) throws IOException {
    Process up = start(log, "up", "--data", data.toString(), "--port-offset", "" + offset);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> !up.isAlive() || output(log).contains("Yubin is ready"));
    return up;
  }

  private Result run(String... words) throws Exception {
    String log = "run-" + started.size() + ".log";
    Process process = start(log, words);
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), output(log));
  }

  private Process start(String log, String... words) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                "target/yubin.jar"));
    command.addAll(Arrays.asList(words));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(temporary.resolve(log).toFile())
            .start();
    started.add(process);
    return process;
  }

  private String output(String log) throws IOException {
    return Files.readString(temporary.resolve(log));
  }

  /// An offset at which nobody has any of the suite's ports.
  private static int freeOffset() {
    return IntStream.iterate(10_000, offset -> offset < 36_000, offset -> offset + 137)
        .filter(offset -> Arrays.stream(DEFAULTS).allMatch(port -> isFree(port + offset)))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
