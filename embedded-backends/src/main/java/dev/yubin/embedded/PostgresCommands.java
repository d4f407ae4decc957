package dev.yubin.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs the programs of a PostgreSQL installation. PostgreSQL refuses to run as root; where we are
/// root it runs in a user namespace of its own, in which it is not.
///
/// @param home the folder with `bin/`
/// @param prefix words that go before each command
record PostgresCommands(Path home, List<String> prefix) {
  private static final List<String> NAMESPACE = List.of("unshare", "--user", "--");

  record Outcome(int exitCode, String output) {
    boolean succeeded() {
      return exitCode == 0;
    }
  }

  static PostgresCommands of(Path home) throws IOException {
    if (!isRoot()) {
      return new PostgresCommands(home, List.of());
    }
    if (!run(append(NAMESPACE, List.of("true"))).succeeded()) {
      throw new BackendFailedException(
          "PostgreSQL does not run as root, and this machine allows no user namespaces:"
              + " start Yubin as another user");
    }
    return new PostgresCommands(home, NAMESPACE);
  }

  /// Runs `bin/name` to its end.
  Outcome run(String name, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(home.resolve("bin").resolve(name).toString());
    command.addAll(arguments);
    return run(command);
  }

  private static boolean isRoot() throws IOException {
    return Files.isDirectory(Path.of("/proc/self"))
        ? Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
        : "root".equals(System.getProperty("user.name"));
  }

  /// Output goes through a file: the server that `pg_ctl` leaves behind would hold a pipe open.
  private static Outcome run(List<String> command) throws IOException {
    Path output = Files.createTempFile("yubin-postgres", ".out");
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
      // Messages are read here, so they must be in one language.
      builder.environment().put("LC_ALL", "C");
      builder.redirectErrorStream(true).redirectOutput(output.toFile());
      Process process = builder.start();
      process.getOutputStream().close();
      int exitCode = process.waitFor();
      return new Outcome(exitCode, Files.readString(output, StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendFailedException("Interrupted while PostgreSQL was busy", e);
    } finally {
      Files.delete(output);
    }
  }

  private static List<String> append(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
