package dev.yubin.standalone.torture;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// A part of the suite that faults happen to. For one thread at a time.
sealed interface Node extends AutoCloseable permits JavaNode, DatabaseNode {
  String name();

  /// Returns when its process runs; whether it is ready is another matter.
  void start() throws IOException;

  /// The process that a kill hits; empty where it does not run.
  Stream<ProcessHandle> process();

  /// As `kill` does: it drains. Returns when it has ended.
  void terminate();

  /// As `kill -9` does. Returns when it has ended.
  default void kill() {
    List<ProcessHandle> hit = process().toList();
    hit.forEach(ProcessHandle::destroyForcibly);
    hit.forEach(process -> await(process, 20));
  }

  /// Stops it and its children in their tracks, as a hypervisor does with a machine.
  default void pause() {
    signal("STOP");
  }

  default void goOn() {
    signal("CONT");
  }

  private void signal(String name) {
    process()
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .forEach(process -> Signals.send(process.pid(), name));
  }

  /// @return whether it ended in time
  static boolean await(ProcessHandle process, long seconds) {
    CompletableFuture<ProcessHandle> end = process.onExit();
    try {
      end.get(seconds, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  void close();
}
