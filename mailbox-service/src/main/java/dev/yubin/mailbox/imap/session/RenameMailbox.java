package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.store.mailbox.Mailbox;
import dev.yubin.store.mailbox.Mailboxes;
import dev.yubin.store.message.UidSet;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// RENAME (RFC 9051 §6.3.6).
final class RenameMailbox {
  private final ImapSession session;
  private final Account account;
  private final Mailboxes mailboxes;

  RenameMailbox(ImapSession session, Account account) {
    this.session = session;
    this.account = account;
    this.mailboxes = session.services().mailboxes();
  }

  Completion run(ImapCommand.Rename command, Response out) throws IOException {
    Optional<Mailbox> found = mailboxes.find(account.id(), command.mailbox().name());
    if (found.isEmpty()) {
      return Completion.nonexistent();
    }
    if (found.get().isAbove(command.newName())) {
      return Completion.no("CANNOT", "A mailbox cannot go below itself");
    }
    boolean done =
        found.get().isInbox()
            ? moveInbox(found.get(), command.newName())
            : mailboxes.rename(found.get(), command.newName());
    if (!done) {
      return Completion.no("ALREADYEXISTS", "There is such a mailbox");
    }
    List<Mailbox> existing = mailboxes.list(account.id());
    CreateMailbox.createAbove(mailboxes, account, command.newName(), existing);
    if (!found.get().isInbox()) {
      List<String> attributes = Untagged.attributes(found.get());
      Untagged.list(session, attributes, command.newName(), command.mailbox().given(), out);
    }
    return Completion.ok("RENAME completed");
  }

  /// RFC 9051 §6.3.6: INBOX stays and its messages go; what is below it stays as well.
  private boolean moveInbox(Mailbox inbox, String newName) {
    Optional<Mailbox> created = mailboxes.create(account.id(), newName, null);
    created.ifPresent(
        target -> {
          session.services().edits().move(inbox.key(), UidSet.of(1, 0xffff_ffffL), target.key());
          // RFC 5464 §4.1
          session.services().annotations().copy(inbox.key(), target.key());
          session.services().changes().publish(inbox.key());
        });
    return created.isPresent();
  }
}
