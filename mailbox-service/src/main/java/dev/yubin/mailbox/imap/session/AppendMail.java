package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.store.mailbox.Mailbox;
import dev.yubin.store.message.MailWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// APPEND (RFC 9051 §6.3.12). A client that waits to be asked for its mail is refused before it
/// sends it.
final class AppendMail {
  private AppendMail() {}

  static Completion run(ImapSession session, Account account, ImapCommand.Append command)
      throws IOException, BadSyntaxException {
    Optional<Mailbox> mailbox =
        session.services().mailboxes().find(account.id(), command.mailbox());
    if (mailbox.isEmpty()) {
      return Completion.tryCreate();
    }
    if (command.mail().size() > session.services().limits().maxMail()) {
      return Completion.no("TOOBIG", "Mail too large");
    }
    if (command.mail().size() == 0) {
      return Completion.no("CANNOT", "Mail is empty");
    }
    if (!session.services().quotas().hasRoomFor(account.id(), command.mail().size())) {
      return TellQuota.OVER;
    }
    MailWriter writer = session.services().writers().get();
    command.mail().copyTo(writer);
    return writer
        .finish(
            mailbox.get().key(), command.flags(), command.internalDate().orElseGet(Instant::now))
        .map(appended -> appended(session, mailbox.get(), appended))
        .orElseGet(Completion::tryCreate);
  }

  private static Completion appended(
      ImapSession session, Mailbox mailbox, MailWriter.Appended appended) {
    session.services().changes().publish(mailbox.key());
    // RFC 4315 §3
    return Completion.ok(
        "APPENDUID " + appended.uidValidity() + " " + appended.uid(), "APPEND completed");
  }
}
