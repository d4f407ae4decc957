package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.store.message.FlagChange;
import dev.yubin.store.message.MessageEdits;
import dev.yubin.store.message.Stored;
import dev.yubin.store.message.StoredMessage;
import dev.yubin.store.message.UidSet;
import java.io.IOException;
import java.util.OptionalLong;

/// STORE (RFC 9051 §6.4.6), conditional or not (RFC 7162 §3.1.3).
final class StoreFlags {
  private final ImapSession session;
  private final SelectedMailbox mailbox;
  private final ImapCommand.Store command;

  StoreFlags(ImapSession session, SelectedMailbox mailbox, ImapCommand.Store command) {
    this.session = session;
    this.mailbox = mailbox;
    this.command = command;
  }

  Completion run(Response out) throws IOException, BadSyntaxException {
    if (mailbox.isReadOnly()) {
      return ReadOnly.REFUSAL;
    }
    UidSet uids = mailbox.resolve(command.messages());
    Stored stored = store(session, mailbox, uids, command.change(), command.unchangedSince());
    worked(session, mailbox, stored.modSeq(), !command.silent());
    if (!command.silent() || session.condStore().isOn()) {
      MessagePages.each(session, mailbox, uids, message -> tell(message, stored, out));
    }
    if (stored.modified().isEmpty()) {
      return ReadOnly.completed("STORE", mailbox);
    }
    boolean uid = command.messages().uid();
    UidSet modified = uid ? stored.modified() : mailbox.sequences(stored.modified());
    return Completion.ok(
        "MODIFIED " + modified, "STORE completed, but not for those changed since");
  }

  private static Stored store(
      ImapSession session,
      SelectedMailbox mailbox,
      UidSet uids,
      FlagChange change,
      OptionalLong unchangedSince) {
    if (uids.isEmpty()) {
      return new Stored(0, UidSet.EMPTY);
    }
    MessageEdits edits = session.services().edits();
    return unchangedSince.isPresent()
        ? edits.store(mailbox.key(), uids, change, unchangedSince.getAsLong())
        : new Stored(edits.store(mailbox.key(), uids, change).orElse(0), UidSet.EMPTY);
  }

  /// Adds or removes flags that the client is told of by the command.
  ///
  /// @return mod-sequence of the messages that have changed, 0 when none has
  static long store(ImapSession session, SelectedMailbox mailbox, UidSet uids, FlagChange change) {
    Stored stored = store(session, mailbox, uids, change, OptionalLong.empty());
    worked(session, mailbox, stored.modSeq(), true);
    return stored.modSeq();
  }

  /// @param told whether the command tells the client how the flags are then
  private static void worked(
      ImapSession session, SelectedMailbox mailbox, long modSeq, boolean told) {
    if (modSeq > 0) {
      mailbox.own(modSeq, told);
      session.services().changes().publish(mailbox.key());
    }
  }

  private void tell(StoredMessage message, Stored stored, Response out) throws IOException {
    boolean modified = stored.modified().contains(message.uid());
    if (modified && message.modSeq() > mailbox.seenModSeq()) {
      // Told behind the command, as what others have changed.
      return;
    }
    boolean changed = message.modSeq() == stored.modSeq();
    boolean conditional = command.unchangedSince().isPresent();
    if (command.silent() && !changed && !conditional) {
      return;
    }
    boolean condStore = session.condStore().isOn();
    Untagged.fetch(
        session,
        mailbox.sequence(message.uid()),
        message.uid(),
        command.messages().uid() || condStore,
        condStore ? message.modSeq() : 0,
        command.silent() && !modified ? null : message.flags(),
        out);
  }
}
