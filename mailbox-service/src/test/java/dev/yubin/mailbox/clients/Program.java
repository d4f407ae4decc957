package dev.yubin.mailbox.clients;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A mail program of this machine.
///
/// @param home its home directory, where it finds no settings of anybody's
record Program(Path command, Path home) {
  private static final int PATIENCE_SECONDS = 120;

  /// Skips the test where it is not installed.
  ///
  /// @param debianPackage that has it
  static Program find(String name, String debianPackage, Path home) {
    Path command = Path.of("/usr/bin", name);
    assumeTrue(
        Files.isExecutable(command),
        name + " is installed (apt-get install " + debianPackage + ")");
    return new Program(command, home);
  }

  /// What a run said, and how it ended.
  record Result(int exitCode, String output) {}

  /// Runs it to its end, which is to be a good one.
  String run(String... arguments) throws IOException, InterruptedException {
    Result result = end(arguments);
    if (result.exitCode() != 0) {
      throw new AssertionError(
          command + " ended with " + result.exitCode() + ":\n" + result.output());
    }
    return result.output();
  }

  /// Runs it to its end, whatever that is.
  Result end(String... arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(command.toString()));
    words.addAll(List.of(arguments));
    Path output = Files.createTempFile(home, "output", "");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(output.toFile());
    builder
        .environment()
        .putAll(Map.of("HOME", home.toString(), "LC_ALL", "C.UTF-8", "TERM", "xterm"));
    Process process = builder.start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(command + " does not end: " + text(output));
      }
      return new Result(process.exitValue(), text(output));
    } finally {
      process.destroyForcibly();
    }
  }

  private static String text(Path output) throws IOException {
    return new String(Files.readAllBytes(output), StandardCharsets.ISO_8859_1);
  }
}
