package dev.yubin.mailbox.imap.search;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Tells now and then how far a long command has come (RFC 9585). For one thread.
public final class Progress {
  /// RFC 9585 §4: neither so often that it is work, nor so seldom that the client gives up.
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final LongSupplier nanoTime;
  private final Sink sink;
  private long lastTold;

  /// Whom it is told.
  @FunctionalInterface
  public interface Sink {
    /// @param done messages that were looked at
    /// @param goal messages that there are to look at
    void tell(long done, long goal) throws IOException;
  }

  public Progress(Sink sink) {
    this(sink, System::nanoTime);
  }

  Progress(Sink sink, LongSupplier nanoTime) {
    this.sink = sink;
    this.nanoTime = nanoTime;
    this.lastTold = nanoTime.getAsLong();
  }

  /// To be called after every step, however short it was.
  void at(long done, long goal) throws IOException {
    long now = nanoTime.getAsLong();
    if (done < goal && now - lastTold >= INTERVAL.toNanos()) {
      lastTold = now;
      sink.tell(done, goal);
    }
  }
}
