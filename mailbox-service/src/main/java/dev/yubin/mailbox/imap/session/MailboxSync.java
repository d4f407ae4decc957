package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.store.message.Changes;
import dev.yubin.store.message.Messages;
import java.io.IOException;
import java.util.Optional;

/// Tells a client what has happened in its mailbox since it was last told.
final class MailboxSync {
  private MailboxSync() {}

  /// @param expunges whether the client may be told of expunges now (RFC 9051 §7.5.1)
  /// @return false when the mailbox is gone
  static boolean run(SelectedMailbox mailbox, Messages messages, Response out, boolean expunges)
      throws IOException {
    Optional<Changes> found = messages.changesSince(mailbox.key(), mailbox.seenModSeq());
    if (found.isEmpty()) {
      return false;
    }
    Changes changes = found.get();
    changes.expunged().forEach(mailbox::expungedLater);
    if (expunges) {
      for (int sequence : mailbox.takeExpunged()) {
        Untagged.expunge(out, sequence);
      }
    }
    append(mailbox, changes, out);
    mailbox.seen(changes.highestModSeq());
    return true;
  }

  private static void append(SelectedMailbox mailbox, Changes changes, Response out)
      throws IOException {
    long lastKnown = mailbox.lastUid();
    int before = mailbox.count();
    for (Changes.Changed changed : changes.changed()) {
      if (changed.uid() > lastKnown) {
        mailbox.append(changed.uid());
      }
    }
    if (mailbox.count() > before) {
      Untagged.exists(out, mailbox.count());
    }
    for (Changes.Changed changed : changes.changed()) {
      if (changed.uid() <= lastKnown && !mailbox.isOwn(changed.modSeq())) {
        flags(mailbox, changed, out);
      }
    }
  }

  private static void flags(SelectedMailbox mailbox, Changes.Changed changed, Response out)
      throws IOException {
    int sequence = mailbox.sequence(changed.uid());
    if (sequence > 0) {
      out.text("* ").number(sequence).text(" FETCH (UID ").number(changed.uid()).text(' ');
      Untagged.flags(out, changed.flags()).text(')').line();
    }
  }
}
