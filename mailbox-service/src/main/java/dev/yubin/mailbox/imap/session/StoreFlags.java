package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.store.message.FlagChange;
import dev.yubin.store.message.StoredMessage;
import dev.yubin.store.message.UidSet;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// STORE (RFC 9051 §6.4.6).
final class StoreFlags {
  private static final int PAGE = 1000;

  private StoreFlags() {}

  static Completion run(
      ImapSession session, SelectedMailbox mailbox, ImapCommand.Store command, Response out)
      throws IOException, BadSyntaxException {
    if (mailbox.isReadOnly()) {
      return ReadOnly.REFUSAL;
    }
    UidSet uids = mailbox.resolve(command.messages());
    if (!uids.isEmpty()) {
      store(session, mailbox, uids, command.change(), !command.silent());
    }
    if (!command.silent()) {
      tell(session, mailbox, uids, command.messages().uid(), out);
    }
    return ReadOnly.completed("STORE", mailbox);
  }

  /// Changes flags.
  ///
  /// @param told whether the command tells the client how they are then
  static OptionalLong store(
      ImapSession session, SelectedMailbox mailbox, UidSet uids, FlagChange change, boolean told) {
    OptionalLong modSeq = session.services().edits().store(mailbox.key(), uids, change);
    modSeq.ifPresent(
        m -> {
          mailbox.own(m, told);
          session.services().changes().publish(mailbox.key());
        });
    return modSeq;
  }

  private static void tell(
      ImapSession session, SelectedMailbox mailbox, UidSet uids, boolean withUid, Response out)
      throws IOException {
    UidSet rest = uids;
    while (!rest.isEmpty()) {
      UidSet asked = mailbox.first(PAGE, rest);
      List<StoredMessage> page = session.services().messages().page(mailbox.key(), asked, Set.of());
      for (StoredMessage message : page) {
        out.text("* ").number(mailbox.sequence(message.uid())).text(" FETCH (");
        if (withUid) {
          out.text("UID ").number(message.uid()).text(' ');
        }
        Untagged.flags(out, message.flags()).text(')').line();
      }
      rest = page.isEmpty() ? FetchMessages.after(asked, rest) : rest.after(page.getLast().uid());
    }
  }
}
