package dev.yubin.standalone.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/// Senders, each a thread that sends one mail after the other until the load is stopped.
final class Load implements AutoCloseable {
  static final int SENDERS = 4;

  private final List<Thread> threads = new ArrayList<>();
  private final History history;
  private volatile boolean stopped;

  private Load(History history) {
    this.history = history;
  }

  /// @param ports of the smtp-service to take next; any thread may ask
  static Load start(long seed, List<String> accounts, IntSupplier ports, History history) {
    Load load = new Load(history);
    for (int i = 0; i < SENDERS; i++) {
      MailPlan plan = new MailPlan(seed, i, accounts);
      load.threads.add(Thread.ofVirtual().name("sender-" + i).start(() -> load.send(plan, ports)));
    }
    return load;
  }

  private void send(MailPlan plan, IntSupplier ports) {
    try {
      while (!stopped) {
        MailPlan.Next next = plan.next();
        history.add(
            new Post(ports.getAsInt(), plan.random().split()).send(next.mail(), next.way()));
        Thread.sleep(plan.pauseMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits until each has ended with its mail.
  @Override
  public void close() {
    stopped = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
