package dev.yubin.standalone.torture;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The Kafka broker, or an instance of a service: a JVM that runs [Part] on our own class
/// path.
final class JavaNode implements Node {
  private static final long DRAIN_SECONDS = 60;

  private final String name;
  private final String heap;
  private final List<String> words;
  private final Path logs;
  private @Nullable Process process;

  /// @param heap for `-Xmx`
  /// @param words for [Part]
  /// @param logs a directory
  JavaNode(String name, String heap, List<String> words, Path logs) {
    this.name = name;
    this.heap = heap;
    this.words = List.copyOf(words);
    this.logs = logs;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(inherited());
    command.addAll(
        List.of(
            "-Xmx" + heap,
            "-XX:+ExitOnOutOfMemoryError",
            "-Dorg.springframework.boot.logging.LoggingSystem=none",
            "-Dlogback.configurationFile=yubin-logback.xml",
            "-Dyubin.log=" + logs.resolve(name + ".log"),
            "-cp",
            System.getProperty("java.class.path", ""),
            Part.class.getName()));
    command.addAll(words);
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(logs.resolve(name + ".out").toFile()))
            .start();
  }

  /// Options of this JVM that make the start short: the compiler's tier, the collector, the
  /// cache.
  private static List<String> inherited() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("-X") || option.startsWith("--"))
        .filter(option -> !option.startsWith("-Xmx") && !option.contains("AOTMode"))
        .toList();
  }

  @Override
  public Stream<ProcessHandle> process() {
    Process running = process;
    return running != null && running.isAlive() ? Stream.of(running.toHandle()) : Stream.empty();
  }

  @Override
  public void terminate() {
    List<ProcessHandle> asked = process().toList();
    asked.forEach(ProcessHandle::destroy);
    for (ProcessHandle one : asked) {
      if (!Node.await(one, DRAIN_SECONDS)) {
        kill();
        throw new IllegalStateException(
            "%s did not end within %d s of SIGTERM".formatted(name, DRAIN_SECONDS));
      }
    }
  }

  @Override
  public void close() {
    // A process that is stopped takes SIGKILL alone.
    kill();
  }
}
