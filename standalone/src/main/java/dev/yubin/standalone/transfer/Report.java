package dev.yubin.standalone.transfer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What became of the mails of a transfer.
public final class Report {
  private static final int MOST_REASONS = 20;

  private final Map<String, Counts> mailboxes = new LinkedHashMap<>();
  private final List<String> reasons = new ArrayList<>();

  /// Of one mailbox.
  final class Counts {
    private final String mailbox;
    private long moved;
    private long found;
    private long refused;

    private Counts(String mailbox) {
      this.mailbox = mailbox;
    }

    void addMoved() {
      moved++;
    }

    void addFound() {
      found++;
    }

    void addRefused(String reason) {
      refused++;
      reasons.add(mailbox + ", " + reason);
    }

    private String text() {
      return "%s: %d copied, %d there already".formatted(mailbox, moved, found)
          + (refused == 0 ? "" : ", " + refused + " not copied");
    }
  }

  Counts mailbox(String name) {
    return mailboxes.computeIfAbsent(name, Counts::new);
  }

  public boolean isComplete() {
    return reasons.isEmpty();
  }

  /// A line for each mailbox, then what was not copied and why.
  public String text() {
    List<String> lines = new ArrayList<>();
    mailboxes.values().forEach(counts -> lines.add(counts.text()));
    long moved = mailboxes.values().stream().mapToLong(counts -> counts.moved).sum();
    lines.add("%d mails copied, in %d mailboxes.".formatted(moved, mailboxes.size()));
    reasons.stream().limit(MOST_REASONS).forEach(reason -> lines.add("Not copied: " + reason));
    if (reasons.size() > MOST_REASONS) {
      lines.add("and %d more".formatted(reasons.size() - MOST_REASONS));
    }
    return String.join("\n", lines);
  }
}
