package dev.yubin.delivery.outbound;

import dev.yubin.delivery.client.Opening;
import dev.yubin.delivery.client.SmtpSession;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a run waits for at a host. It can be broken off from outside: the run then finds it
/// failed, and has the time to write down what it has come to. Work of the database is never
/// broken off. For the thread of the run, and whoever ends it.
final class Waiting {
  private boolean brokenOff;
  private @Nullable Thread opening;
  private @Nullable SmtpSession session;

  /// @param attempt waits for the network alone
  Opening open(Supplier<Opening> attempt) {
    begin(Thread.currentThread());
    try {
      return attempt.get();
    } finally {
      opened();
    }
  }

  private synchronized void begin(Thread thread) {
    opening = thread;
    if (brokenOff) {
      thread.interrupt();
    }
  }

  private synchronized void opened() {
    opening = null;
    // What comes after it is not to be interrupted.
    Thread.interrupted();
  }

  /// @param current what is talked over from now on; null for none
  synchronized void talk(@Nullable SmtpSession current) {
    session = current;
    if (brokenOff && session != null) {
      session.abort();
    }
  }

  synchronized boolean isBrokenOff() {
    return brokenOff;
  }

  synchronized void breakOff() {
    brokenOff = true;
    if (opening != null) {
      opening.interrupt();
    }
    if (session != null) {
      session.abort();
    }
  }
}
