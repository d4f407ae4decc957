package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.store.message.Changes;
import dev.yubin.store.message.Condition;
import dev.yubin.store.message.UidSet;
import java.io.IOException;
import java.util.Optional;

/// Tells a client what has happened in its mailbox since it was last told.
final class MailboxSync {
  private final ImapSession session;
  private final SelectedMailbox mailbox;
  private final Response out;

  private MailboxSync(ImapSession session, SelectedMailbox mailbox, Response out) {
    this.session = session;
    this.mailbox = mailbox;
    this.out = out;
  }

  /// @param expunges whether the client may be told of expunges now (RFC 9051 §7.5.1)
  /// @return false when the mailbox is gone
  static boolean run(ImapSession session, SelectedMailbox mailbox, Response out, boolean expunges)
      throws IOException {
    Optional<Changes> changes =
        session.services().messages().changesSince(mailbox.key(), mailbox.seenModSeq());
    if (changes.isEmpty()) {
      return false;
    }
    new MailboxSync(session, mailbox, out).tell(changes.get(), expunges);
    return true;
  }

  private void tell(Changes changes, boolean expunges) throws IOException {
    long toldBefore = mailbox.toldModSeq();
    boolean delayed = mailbox.hasUntoldExpunges();
    if (!changes.complete()) {
      expungedWithoutLog();
    }
    changes.expunged().forEach(gone -> mailbox.expungedLater(gone.uid(), gone.modSeq()));
    if (expunges && mailbox.hasUntoldExpunges()) {
      expunges();
    }
    append(changes);
    mailbox.seen(changes.highestModSeq());
    boolean moved = mailbox.toldModSeq() != toldBefore;
    if (session.condStore().isOn() && (mailbox.hasUntoldExpunges() || (delayed && moved))) {
      // RFC 7162 §3.2: above it, the client may miss something. It believes this rather than the
      // mod-sequences of messages (§6).
      Untagged.highestModSeq(out, mailbox.toldModSeq());
    }
  }

  /// The session was away for longer than expunges are remembered: what is not there is gone.
  private void expungedWithoutLog() {
    UidSet there = session.services().messages().find(mailbox.key(), mailbox.all(), Condition.TRUE);
    UidSet gone = mailbox.known().minus(there);
    for (int i = 0; i < gone.ranges(); i++) {
      for (long uid = gone.range(i).first(); uid <= gone.range(i).last(); uid++) {
        mailbox.expungedLater(uid, mailbox.seenModSeq() + 1);
      }
    }
  }

  private void expunges() throws IOException {
    UidSet gone = mailbox.untoldExpunges();
    int[] sequences = mailbox.takeExpunged();
    if (session.condStore().isQuickResync() || session.knowsUidsOnly()) {
      // RFC 7162 §3.2.10, RFC 9586 §3.4
      out.text("* VANISHED ").text(gone.toString()).line();
      return;
    }
    for (int sequence : sequences) {
      Untagged.expunge(out, sequence);
    }
  }

  private void append(Changes changes) throws IOException {
    long lastKnown = mailbox.lastUid();
    int before = mailbox.count();
    for (Changes.Changed changed : changes.changed()) {
      if (changed.uid() > lastKnown) {
        mailbox.append(changed.uid());
      }
    }
    if (mailbox.count() > before) {
      Untagged.exists(session, mailbox.count(), out);
    }
    for (Changes.Changed changed : changes.changed()) {
      if (changed.uid() <= lastKnown && !mailbox.isOwn(changed.modSeq())) {
        flags(changed);
      }
    }
  }

  private void flags(Changes.Changed changed) throws IOException {
    int sequence = mailbox.sequence(changed.uid());
    if (sequence > 0) {
      long modSeq = session.condStore().isOn() ? changed.modSeq() : 0;
      Untagged.fetch(session, sequence, changed.uid(), true, modSeq, changed.flags(), out);
    }
  }
}
