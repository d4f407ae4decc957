package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.GivenName;
import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.store.mailbox.Mailbox;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// DELETE (RFC 9051 §6.3.5). Mailboxes below it stay, and their names imply its own.
final class DeleteMailbox {
  private DeleteMailbox() {}

  static Completion run(
      ImapSession session, Account account, ImapCommand.Delete command, Response out)
      throws IOException {
    GivenName name = command.mailbox();
    Optional<Mailbox> found = session.services().mailboxes().find(account.id(), name.name());
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
    if (name.isOther()) {
      Untagged.list(session, List.of("\\NonExistent"), name.name(), name.given(), out);
    }
    return Completion.ok("DELETE completed");
  }
}
