package dev.yubin.standalone.torture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// IMAP clients, each a thread with an account of its own, and one of POP3.
final class Readers {
  private final List<ImapWorker> workers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  private final Pop3Worker popper;

  private Readers(Pop3Worker popper) {
    this.popper = popper;
    threads.add(Thread.ofVirtual().name("pop3").start(popper::run));
  }

  /// @param ports the mailbox-service to log in to next; any thread may ask
  static Readers start(
      long seed, List<String> accounts, Supplier<Addresses.Instance> ports, History history) {
    Readers readers =
        new Readers(new Pop3Worker(Accounts.POPPER, () -> ports.get().pop3(), history));
    for (int i = 0; i < accounts.size(); i++) {
      ImapWorker worker =
          new ImapWorker(
              accounts.get(i), new FolderPlan(seed, i), () -> ports.get().imap(), history);
      readers.workers.add(worker);
      readers.threads.add(Thread.ofVirtual().name("imap-" + i).start(worker::run));
    }
    return readers;
  }

  void stop() throws InterruptedException {
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /// When all has come back.
  ///
  /// @param arrived gets what POP3 has seen
  /// @return IMAP commands that were done
  int finish(Addresses.Instance mailbox, Arrived arrived) throws IOException {
    for (ImapWorker worker : workers) {
      try (ImapClient imap = new ImapClient(mailbox.imap(), worker.account(), Accounts.PASSWORD)) {
        worker.finish(imap);
      }
    }
    arrived.messages().put(popper.account(), popper.finish(mailbox.pop3()));
    return workers.stream().mapToInt(ImapWorker::steps).sum();
  }
}
