package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.store.mailbox.Mailbox;
import java.util.Optional;

/// DELETE (RFC 9051 §6.3.5). Mailboxes below it stay, and their names imply its own.
final class DeleteMailbox {
  private DeleteMailbox() {}

  static Completion run(ImapSession session, Account account, ImapCommand.Delete command) {
    Optional<Mailbox> found = session.services().mailboxes().find(account.id(), command.mailbox());
    if (found.isEmpty()) {
      return Completion.nonexistent();
    }
    Mailbox mailbox = found.get();
    if (mailbox.isInbox()) {
      return Completion.no("CANNOT", "INBOX stays");
    }
    session.services().mailboxes().delete(mailbox.key());
    session.services().changes().publish(mailbox.key());
    SelectedMailbox selected = session.selected();
    if (selected != null && selected.key().equals(mailbox.key())) {
      session.select(null);
    }
    return Completion.ok("DELETE completed");
  }
}
