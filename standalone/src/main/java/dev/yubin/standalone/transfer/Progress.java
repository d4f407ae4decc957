package dev.yubin.standalone.transfer;

import java.io.PrintStream;

/// A bar on a terminal, drawn when it grows.
public final class Progress {
  private static final int WIDTH = 30;
  private static final String CLEAR_TO_END = "\u001b[K";

  private final PrintStream out;
  private final boolean shown;
  private long total;
  private long done;
  private long drawnPermille = -1;

  /// @param shown false where nobody looks: nothing is written then
  public Progress(PrintStream out, boolean shown) {
    this.out = out;
    this.shown = shown;
  }

  void begin(long mails) {
    total = mails;
  }

  void step(String mailbox) {
    done++;
    long permille = total == 0 ? 1000 : Math.min(1000, done * 1000 / total);
    if (shown && permille != drawnPermille) {
      drawnPermille = permille;
      int full = (int) (permille * WIDTH / 1000);
      out.print(
          "\r[%s%s] %d of %d mails, %s%s"
              .formatted(
                  "#".repeat(full), ".".repeat(WIDTH - full), done, total, mailbox, CLEAR_TO_END));
      out.flush();
    }
  }

  void end() {
    if (shown) {
      out.print("\r" + CLEAR_TO_END);
      out.flush();
    }
  }
}
