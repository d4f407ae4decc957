package dev.yubin.standalone.instance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// That one Yubin at a time uses a data directory. The operating system lets go of the lock
/// when the process ends, however it ends.
public final class InstanceLock implements AutoCloseable {
  /// Another command may hold the lock for the blink of an eye, looking whether somebody runs.
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final FileChannel channel;
  private final FileLock lock;

  private InstanceLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /// @throws CommandFailedException when another instance has it
  public static InstanceLock take(Path directory) {
    try {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      Optional<InstanceLock> taken = attempt(directory);
      while (taken.isEmpty() && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(20);
        taken = attempt(directory);
      }
      InstanceLock lock = taken.orElseThrow(() -> inUse(directory));
      lock.writePid();
      return lock;
    } catch (IOException e) {
      throw new CommandFailedException(
          "The data directory %s cannot be used: %s".formatted(directory, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("Interrupted", e);
    }
  }

  /// Looks without leaving a trace, unlike [#take].
  ///
  /// @throws CommandFailedException when another instance has the lock
  public static void checkFree(Path directory) {
    if (holder(directory).isPresent()) {
      throw inUse(directory);
    }
  }

  /// The process that has the lock, if any.
  public static Optional<ProcessHandle> holder(Path directory) {
    if (!Files.exists(file(directory))) {
      return Optional.empty();
    }
    try {
      Optional<InstanceLock> free = attempt(directory);
      if (free.isPresent()) {
        free.get().close();
        return Optional.empty();
      }
      String pid = Files.readString(file(directory)).strip();
      return pid.matches("[0-9]{1,18}") ? ProcessHandle.of(Long.parseLong(pid)) : Optional.empty();
    } catch (IOException e) {
      throw new CommandFailedException(
          "The data directory %s cannot be read: %s".formatted(directory, e), e);
    }
  }

  private static Optional<InstanceLock> attempt(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file(directory),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new InstanceLock(channel, lock));
      }
    } catch (OverlappingFileLockException e) {
      // Held by this very process: no other answer than when another one has it.
      channel.close();
      return Optional.empty();
    }
    channel.close();
    return Optional.empty();
  }

  private static Path file(Path directory) {
    return directory.resolve("lock");
  }

  private static CommandFailedException inUse(Path directory) {
    String pid = holder(directory).map(process -> " (process " + process.pid() + ")").orElse("");
    return new CommandFailedException(
        "The data directory %s is in use by another Yubin%s: stop that one with `./yubin down --data %s`, or take another directory with --data DIR"
            .formatted(directory, pid, directory));
  }

  private void writePid() throws IOException {
    channel.truncate(0);
    String pid = ProcessHandle.current().pid() + "\n";
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new CommandFailedException("The lock of the data directory was lost", e);
    }
  }
}
