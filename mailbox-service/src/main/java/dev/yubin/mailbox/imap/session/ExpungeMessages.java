package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.command.MessageSet;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.store.message.UidSet;
import java.util.OptionalLong;
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
    OptionalLong modSeq = expunge(session, mailbox, uids);
    return Completion.ok(code(session, modSeq.orElse(0)), "EXPUNGE completed");
  }

  /// RFC 7162 §3.2.7: of the expunges the client is told before the code.
  ///
  /// @param modSeq of the expunges, 0 when there were none
  static String code(ImapSession session, long modSeq) {
    return session.condStore().isQuickResync() && modSeq > 0 ? "HIGHESTMODSEQ " + modSeq : "";
  }

  static OptionalLong expunge(ImapSession session, SelectedMailbox mailbox, @Nullable UidSet uids) {
    OptionalLong modSeq = session.services().edits().expunge(mailbox.key(), uids);
    modSeq.ifPresent(m -> session.services().changes().publish(mailbox.key()));
    return modSeq;
  }
}
