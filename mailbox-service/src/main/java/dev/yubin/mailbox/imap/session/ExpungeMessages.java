package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.command.MessageSet;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.store.message.UidSet;
import org.jspecify.annotations.Nullable;

/// EXPUNGE (RFC 9051 §6.4.3) and UID EXPUNGE (RFC 4315 §2.1). The client is told behind the
/// command, as of every change.
final class ExpungeMessages {
  private ExpungeMessages() {}

  static Completion run(ImapSession session, SelectedMailbox mailbox, ImapCommand.Expunge command)
      throws BadSyntaxException {
    if (mailbox.isReadOnly()) {
      return ReadOnly.REFUSAL;
    }
    UidSet uids =
        command.uids().isPresent()
            ? mailbox.resolve(new MessageSet(command.uids().get(), true))
            : null;
    expunge(session, mailbox, uids);
    return Completion.ok("EXPUNGE completed");
  }

  static void expunge(ImapSession session, SelectedMailbox mailbox, @Nullable UidSet uids) {
    if (session.services().edits().expunge(mailbox.key(), uids).isPresent()) {
      session.services().changes().publish(mailbox.key());
    }
  }
}
