package dev.yubin.standalone.torture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/// IMAP clients, each a thread with an account of its own.
final class ImapLoad {
  private final List<ImapWorker> workers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /// @param ports of the mailbox-service to log in to next; any thread may ask
  static ImapLoad start(long seed, List<String> accounts, IntSupplier ports, History history) {
    ImapLoad load = new ImapLoad();
    for (int i = 0; i < accounts.size(); i++) {
      ImapWorker worker = new ImapWorker(accounts.get(i), new FolderPlan(seed, i), ports, history);
      load.workers.add(worker);
      load.threads.add(Thread.ofVirtual().name("imap-" + i).start(worker::run));
    }
    return load;
  }

  void stop() throws InterruptedException {
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /// When all has come back.
  ///
  /// @return commands that were done
  int finish(int port) throws IOException {
    for (ImapWorker worker : workers) {
      try (ImapClient imap = new ImapClient(port, worker.account(), Accounts.PASSWORD)) {
        worker.finish(imap);
      }
    }
    return workers.stream().mapToInt(ImapWorker::steps).sum();
  }
}
