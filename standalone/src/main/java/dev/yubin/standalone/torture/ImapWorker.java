package dev.yubin.standalone.torture;

import java.io.IOException;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A client that keeps account of what its folders must hold, and holds them to it after each
/// command whose outcome it was not told, and now and then.
final class ImapWorker {
  private static final Logger log = LoggerFactory.getLogger(ImapWorker.class);

  /// Until a command that was under way when its server died is over in the database.
  private static final long AFTERMATH_MILLIS = 1_000;

  private static final int STEPS_A_LOOK = 25;

  private final String account;
  private final FolderPlan plan;
  private final FolderView view;
  private final Resync resync = new Resync();
  private final IntSupplier ports;
  private final History history;
  private Folders now = Folders.empty(FolderPlan.FOLDERS);
  private FolderPlan.@Nullable Step open;
  private boolean ready;
  private int steps;

  ImapWorker(String account, FolderPlan plan, IntSupplier ports, History history) {
    this.account = account;
    this.plan = plan;
    this.view = new FolderView(account, history);
    this.ports = ports;
    this.history = history;
  }

  int steps() {
    return steps;
  }

  /// Goes on until its thread is interrupted.
  void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try (ImapClient imap = new ImapClient(ports.getAsInt(), account, Accounts.PASSWORD)) {
        session(imap);
      } catch (IOException e) {
        log.info("event=imap-session-ended account={} reason={}", account, e.toString());
        rest(200);
      }
    }
  }

  private void session(ImapClient imap) throws IOException {
    imap.command("ENABLE QRESYNC");
    prepare(imap);
    rest(AFTERMATH_MILLIS);
    look(imap, false);
    while (!Thread.currentThread().isInterrupted()) {
      for (int i = 0; i < STEPS_A_LOOK && !Thread.currentThread().isInterrupted(); i++) {
        step(imap);
        rest(plan.pauseMillis());
      }
      look(imap, false);
    }
  }

  private void prepare(ImapClient imap) throws IOException {
    if (!ready) {
      for (String folder : FolderPlan.FOLDERS) {
        try {
          imap.command("CREATE " + folder);
        } catch (ImapClient.RefusedException e) {
          log.debug("event=folder-there folder={}", folder, e);
        }
      }
      ready = true;
    }
  }

  private void step(ImapClient imap) throws IOException {
    FolderPlan.Step step = plan.next(now);
    imap.command("SELECT " + step.folder());
    open = step;
    step.command().run(imap);
    if (!step.after().fresh().isEmpty()) {
      // Which UIDs it has given is seen, not believed.
      look(imap, true);
    } else {
      now = step.after();
      open = null;
    }
    steps++;
  }

  /// Reads the folders anew, and holds them against what they must hold.
  ///
  /// @param done whether the open step was answered OK
  private void look(ImapClient imap, boolean done) throws IOException {
    Folders seen = view.read(imap, FolderPlan.FOLDERS, false);
    FolderPlan.Step step = open;
    boolean fits = !done && now.matches(seen);
    if (!fits && step != null) {
      fits = step.after().matches(seen);
    }
    if (!fits) {
      history.broken(
          Promise.MAILBOX,
          "%s after %s%s: expected %s, seen %s"
              .formatted(
                  account,
                  step == null ? "no command" : step.words(),
                  done ? "" : " of unknown outcome",
                  step == null ? now : step.after(),
                  seen));
    }
    String differences = resync.differences(imap, seen);
    if (!differences.isEmpty()) {
      history.broken(Promise.MAILBOX, account + " by QRESYNC in " + differences);
    }
    now = seen;
    open = null;
  }

  /// The last look, with all octets.
  void finish(ImapClient imap) throws IOException {
    if (ready) {
      imap.command("ENABLE QRESYNC");
      look(imap, false);
      view.read(imap, FolderPlan.FOLDERS, true);
    }
  }

  String account() {
    return account;
  }

  private static void rest(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
