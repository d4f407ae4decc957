package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.store.mailbox.Mailbox;
import dev.yubin.store.message.Replaced;
import dev.yubin.store.message.StoredMessage;
import dev.yubin.store.message.UidSet;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// REPLACE (RFC 8508): one step in which a mail comes and another one goes. Of the quota, the
/// difference counts (§3.4).
final class ReplaceMail {
  private ReplaceMail() {}

  static Completion run(
      ImapSession session,
      Account account,
      SelectedMailbox from,
      ImapCommand.Replace command,
      Response out)
      throws IOException, BadSyntaxException {
    if (from.isReadOnly()) {
      return ReadOnly.REFUSAL;
    }
    UidSet uid = from.resolve(command.message());
    ImapServices services = session.services();
    List<StoredMessage> going = services.messages().page(from.key(), uid, Set.of());
    if (going.isEmpty()) {
      return gone();
    }
    Optional<Mailbox> to = services.mailboxes().find(account.id(), command.mailbox());
    if (to.isEmpty()) {
      return Completion.tryCreate();
    }
    StoredMessage replaced = going.getFirst();
    MailIntake intake = new MailIntake(session, account, replaced.size(), 1);
    if (!intake.takeOne(command.mails())) {
      return intake.refusal();
    }
    Optional<Replaced> done =
        services
            .edits()
            .replace(from.key(), replaced.uid(), to.get().key(), intake.mails().getFirst());
    if (done.isEmpty()) {
      return gone();
    }
    services.changes().publish(from.key());
    services.changes().publish(to.get().key());
    // RFC 8508 §4.3: before the EXPUNGE response.
    out.text("* OK [").text(AppendMail.code(done.get().appended(), 1)).text("] Replaced").line();
    return Completion.ok(
        ExpungeMessages.code(session, done.get().expungeModSeq()), "REPLACE completed");
  }

  private static Completion gone() {
    return Completion.no("NONEXISTENT", "The message is gone");
  }
}
