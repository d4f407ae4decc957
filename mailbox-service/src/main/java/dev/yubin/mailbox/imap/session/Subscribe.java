package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.store.mailbox.Mailbox;
import java.util.Optional;

/// SUBSCRIBE (RFC 9051 §6.3.7) and UNSUBSCRIBE. A subscription is the mailbox's own and ends with
/// it. RFC 9051 §6.3.7, not done: a subscription that outlives its mailbox.
final class Subscribe {
  private Subscribe() {}

  static Completion run(ImapSession session, Account account, ImapCommand.Subscribe command) {
    Optional<Mailbox> mailbox =
        session.services().mailboxes().find(account.id(), command.mailbox());
    mailbox.ifPresent(m -> session.services().mailboxes().subscribe(m.key(), command.subscribed()));
    // To leave what there is not is what the client wants.
    return mailbox.isPresent() || !command.subscribed()
        ? Completion.ok(command.name() + " completed")
        : Completion.nonexistent();
  }
}
