package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.store.mailbox.Mailbox;
import dev.yubin.store.message.Copied;
import dev.yubin.store.message.UidSet;
import java.io.IOException;
import java.util.Optional;

/// COPY (RFC 9051 §6.4.7) and MOVE (§6.4.8).
final class CopyMessages {
  private CopyMessages() {}

  static Completion copy(
      ImapSession session, Account account, SelectedMailbox from, ImapCommand.Copy command)
      throws BadSyntaxException {
    UidSet uids = from.resolve(command.messages());
    Optional<Mailbox> to = session.services().mailboxes().find(account.id(), command.mailbox());
    if (to.isEmpty()) {
      return Completion.tryCreate();
    }
    if (!session.services().quotas().hasRoomForCopies(from.key(), uids)) {
      return TellQuota.OVER;
    }
    Optional<Copied> copied = session.services().edits().copy(from.key(), uids, to.get().key());
    if (copied.isEmpty()) {
      return Completion.tryCreate();
    }
    session.services().changes().publish(to.get().key());
    return Completion.ok(code(copied.get()), "COPY completed");
  }

  static Completion move(
      ImapSession session,
      Account account,
      SelectedMailbox from,
      ImapCommand.Move command,
      Response out)
      throws IOException, BadSyntaxException {
    if (from.isReadOnly()) {
      return ReadOnly.REFUSAL;
    }
    UidSet uids = from.resolve(command.messages());
    Optional<Mailbox> to = session.services().mailboxes().find(account.id(), command.mailbox());
    if (to.isEmpty()) {
      return Completion.tryCreate();
    }
    Optional<Copied> moved = session.services().edits().move(from.key(), uids, to.get().key());
    if (moved.isEmpty()) {
      return Completion.tryCreate();
    }
    session.services().changes().publish(from.key());
    session.services().changes().publish(to.get().key());
    if (!moved.get().sources().isEmpty()) {
      // RFC 6851 §4.3: before the EXPUNGE responses.
      out.text("* OK [").text(code(moved.get())).text("] Moved").line();
    }
    boolean any = !moved.get().sources().isEmpty();
    return Completion.ok(
        ExpungeMessages.code(session, any ? moved.get().sourceModSeq() : 0), "MOVE completed");
  }

  /// RFC 4315 §3; none when nothing was copied.
  private static String code(Copied copied) {
    return copied.sources().isEmpty()
        ? ""
        : "COPYUID " + copied.uidValidity() + " " + copied.sources() + " " + copied.targets();
  }
}
