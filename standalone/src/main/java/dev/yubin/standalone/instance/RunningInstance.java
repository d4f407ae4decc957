package dev.yubin.standalone.instance;

import dev.yubin.topic.TopicJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What a running suite tells other commands in `yubin.json`, from when it is ready until it stops.
///
/// @param pid of its process
/// @param adminApi base of the admin API
/// @param services HTTP base of each service by its name
/// @param addresses of the protocols and backends by their names
public record RunningInstance(
    long pid,
    Instant startedAt,
    URI adminApi,
    Map<String, URI> services,
    Map<String, String> addresses) {

  /// What the port of IMAP is called in `addresses`.
  public static final String IMAP = "IMAP (STARTTLS)";

  /// Where IMAP is reached from this machine.
  public Optional<URI> imap() {
    return Optional.ofNullable(addresses.get(IMAP))
        .map(address -> address.replaceFirst("^0\\.0\\.0\\.0:", "127.0.0.1:"))
        .map(address -> address.replaceFirst("^([0-9a-f:]*):([0-9]+)$", "[$1]:$2"))
        .map(address -> URI.create("imap://" + address));
  }

  public void write(DataDirectory directory) {
    Path file = directory.runningFile();
    Path partial = file.resolveSibling("yubin.json.partial");
    try {
      Files.write(partial, TopicJson.encode(this));
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new CommandFailedException("%s cannot be written: %s".formatted(file, e), e);
    }
  }

  public static void forget(DataDirectory directory) {
    try {
      Files.deleteIfExists(directory.runningFile());
    } catch (IOException e) {
      throw new CommandFailedException(
          "%s cannot be deleted: %s".formatted(directory.runningFile(), e), e);
    }
  }

  /// The suite that runs on a data directory and is ready, if there is one.
  public static Optional<RunningInstance> of(DataDirectory directory) {
    Path file = directory.runningFile();
    if (!Files.exists(file) || InstanceLock.holder(directory.path()).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(TopicJson.decode(Files.readAllBytes(file), RunningInstance.class));
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailedException("%s cannot be read: %s".formatted(file, e), e);
    }
  }
}
