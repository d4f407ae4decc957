package dev.yubin.store.arrival;

import java.util.List;

/// What became of a batch.
public sealed interface StoreOutcome {

  /// It is committed.
  ///
  /// @param changed the mailboxes that have new messages
  record Stored(List<Mailbox> changed) implements StoreOutcome {
    public Stored {
      changed = List.copyOf(changed);
    }
  }

  /// Nothing is stored: another instance has taken a partition over and goes on from there.
  record Fenced() implements StoreOutcome {}

  /// Nothing is stored: an account was deleted since the recipients were routed. Routing them again
  /// finds that.
  record AccountGone() implements StoreOutcome {}

  record Mailbox(long accountId, long mailboxId) {}
}
