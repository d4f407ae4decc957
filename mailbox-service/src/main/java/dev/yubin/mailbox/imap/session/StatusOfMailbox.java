package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.command.StatusItem;
import dev.yubin.mailbox.imap.objectid.MailboxId;
import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.store.mailbox.Mailbox;
import dev.yubin.store.mailbox.MailboxCounts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// STATUS (RFC 9051 §6.3.11).
final class StatusOfMailbox {
  private StatusOfMailbox() {}

  static Completion run(
      ImapSession session, Account account, ImapCommand.Status command, Response out)
      throws IOException {
    Optional<Mailbox> found = session.services().mailboxes().find(account.id(), command.mailbox());
    if (found.isEmpty()) {
      return Completion.nonexistent();
    }
    Mailbox mailbox = found.get();
    MailboxCounts counts =
        session
            .services()
            .mailboxes()
            .count(account.id(), List.of(mailbox.key()))
            .getOrDefault(mailbox.key(), MailboxCounts.EMPTY);
    tell(session, mailbox, counts, command.items(), out);
    return Completion.ok("STATUS completed");
  }

  static void tell(
      ImapSession session,
      Mailbox mailbox,
      MailboxCounts counts,
      List<StatusItem> items,
      Response out)
      throws IOException {
    out.text("* STATUS ").mailbox(mailbox.name()).text(" (");
    String separator = "";
    for (StatusItem item : items) {
      out.text(separator).text(item.word()).text(' ');
      if (item == StatusItem.MAILBOXID) {
        out.text(MailboxId.of(mailbox.key()));
      } else {
        out.number(number(session, item, mailbox, counts));
      }
      separator = " ";
    }
    out.text(')').line();
  }

  private static long number(
      ImapSession session, StatusItem item, Mailbox mailbox, MailboxCounts counts) {
    return switch (item) {
      case MESSAGES -> counts.messages();
      case RECENT -> 0;
      case UIDNEXT -> mailbox.uidNext();
      case UIDVALIDITY -> mailbox.uidValidity();
      case UNSEEN -> counts.unseen();
      case DELETED -> counts.deleted();
      case SIZE -> counts.size();
      case HIGHESTMODSEQ -> mailbox.highestModSeq();
      case DELETED_STORAGE -> counts.deletedSize();
      case APPENDLIMIT -> session.services().limits().maxMail();
      case MAILBOXID -> throw new IllegalArgumentException("No number");
    };
  }
}
