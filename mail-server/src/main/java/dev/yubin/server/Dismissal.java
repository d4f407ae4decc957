package dev.yubin.server;

import java.util.concurrent.locks.ReentrantLock;

/// When a session may be ended because the service stops: while it waits for a command, and
/// nothing of the client's is half done. Never blocks for long; for the session's thread and
/// the listener's.
final class Dismissal {
  private final ReentrantLock lock = new ReentrantLock();
  private boolean waiting;
  private boolean stopping;
  private boolean dismissed;

  /// @return false when the session is to end now
  boolean beginWaiting(boolean interruptible) {
    lock.lock();
    try {
      dismissed |= stopping && interruptible;
      waiting = interruptible && !dismissed;
      return !dismissed;
    } finally {
      lock.unlock();
    }
  }

  /// @return false when the session was dismissed meanwhile
  boolean endWaiting() {
    lock.lock();
    try {
      waiting = false;
      return !dismissed;
    } finally {
      lock.unlock();
    }
  }

  /// @return whether the session waits, and has to be woken
  boolean stop() {
    lock.lock();
    try {
      stopping = true;
      dismissed |= waiting;
      return waiting;
    } finally {
      lock.unlock();
    }
  }
}
