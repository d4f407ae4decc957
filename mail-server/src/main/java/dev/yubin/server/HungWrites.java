package dev.yubin.server;

import java.time.Duration;
import java.util.Collection;

/// Ends connections whose clients do not read what they are told. Java's sockets know no time
/// limit for a write; one thread looks at all of them now and then.
final class HungWrites {
  private static final Duration MAX_PAUSE = Duration.ofSeconds(10);
  private static final int LOOKS = 10;

  private final Collection<Connection> connections;
  private final Duration time;
  private final Thread thread;

  /// @param connections those that are open, at any time
  /// @param time how long a write may wait for the client; it may be a tenth longer
  HungWrites(Collection<Connection> connections, Duration time) {
    this.connections = connections;
    this.time = time;
    this.thread = Thread.ofVirtual().name("hung-writes").unstarted(this::watch);
  }

  void start() {
    thread.start();
  }

  void stop() {
    thread.interrupt();
  }

  private void watch() {
    Duration often = time.dividedBy(LOOKS);
    Duration pause = often.compareTo(MAX_PAUSE) < 0 ? often : MAX_PAUSE;
    try {
      while (true) {
        Thread.sleep(pause);
        connections.stream().filter(c -> c.transport().isWritingFor(time)).forEach(this::end);
      }
    } catch (InterruptedException e) {
      Listener.log.trace("event=hung-writes-watch-ended");
    }
  }

  private void end(Connection connection) {
    Listener.log.info(
        "event=reply-not-read connection={} client={} seconds={}",
        connection.id(),
        connection.clientAddress().getHostAddress(),
        time.toSeconds());
    connection.abort();
  }
}
