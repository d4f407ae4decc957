package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.store.mailbox.Mailbox;
import dev.yubin.store.message.MailWriter;
import dev.yubin.store.message.UidSet;
import java.io.IOException;
import java.util.Optional;

/// APPEND (RFC 9051 §6.3.12) of one mail or several (RFC 3502), whole or put together (RFC 4469).
final class AppendMail {
  private AppendMail() {}

  static Completion run(ImapSession session, Account account, ImapCommand.Append command)
      throws IOException, BadSyntaxException {
    Optional<Mailbox> mailbox =
        session.services().mailboxes().find(account.id(), command.mailbox());
    if (mailbox.isEmpty()) {
      return Completion.tryCreate();
    }
    MailIntake intake = new MailIntake(session, account, 0, 0);
    if (!intake.takeAll(command.mails())) {
      return intake.refusal();
    }
    return session
        .services()
        .edits()
        .append(mailbox.get().key(), intake.mails())
        .map(appended -> appended(session, mailbox.get(), appended, intake.mails().size()))
        .orElseGet(Completion::tryCreate);
  }

  private static Completion appended(
      ImapSession session, Mailbox mailbox, MailWriter.Appended appended, int mails) {
    session.services().changes().publish(mailbox.key());
    return Completion.ok(code(appended, mails), "APPEND completed");
  }

  /// RFC 4315 §3, RFC 3502 (Interaction with UIDPLUS)
  static String code(MailWriter.Appended appended, int mails) {
    UidSet uids = UidSet.of(appended.uid(), appended.uid() + mails - 1);
    return "APPENDUID " + appended.uidValidity() + " " + uids;
  }
}
