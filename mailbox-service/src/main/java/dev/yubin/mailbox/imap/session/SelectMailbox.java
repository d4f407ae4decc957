package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.GivenName;
import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.command.QuickResync;
import dev.yubin.mailbox.imap.objectid.MailboxId;
import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.store.mailbox.Mailbox;
import dev.yubin.store.message.Snapshot;
import java.io.IOException;
import java.util.Optional;

/// SELECT (RFC 9051 §6.3.2, RFC 3501 §6.3.1) and EXAMINE.
final class SelectMailbox {
  private static final String FLAGS = "\\Answered \\Flagged \\Deleted \\Seen \\Draft";

  private SelectMailbox() {}

  static Completion run(
      ImapSession session, Account account, ImapCommand.Select command, Response out)
      throws IOException {
    QuickResync resync = command.resync();
    if (resync != null && !session.condStore().isQuickResync()) {
      // RFC 7162 §3.2.5
      return Completion.bad("ENABLE QRESYNC first");
    }
    if (command.condStore()) {
      session.condStore().enable();
    }
    if (session.selected() != null) {
      // RFC 7162 §3.2.11
      out.text("* OK [CLOSED] The mailbox before is left").line();
    }
    // RFC 9051 §6.3.2: what was selected is not any more, even if this fails.
    session.select(null);
    Optional<Snapshot> snapshot =
        session
            .services()
            .mailboxes()
            .find(account.id(), command.mailbox().name())
            .map(Mailbox::key)
            .flatMap(session.services().messages()::open);
    if (snapshot.isEmpty()) {
      return Completion.nonexistent();
    }
    tell(session, snapshot.get(), command, out);
    SelectedMailbox mailbox = new SelectedMailbox(snapshot.get(), command.readOnly());
    session.select(mailbox);
    if (resync != null) {
      Resynchronize.onSelect(session, mailbox, resync, out);
    }
    return command.readOnly()
        ? Completion.ok("READ-ONLY", "EXAMINE completed")
        : Completion.ok("READ-WRITE", "SELECT completed");
  }

  private static void tell(
      ImapSession session, Snapshot snapshot, ImapCommand.Select command, Response out)
      throws IOException {
    Mailbox mailbox = snapshot.mailbox();
    out.text("* FLAGS (").text(FLAGS).text(")").line();
    Untagged.exists(session, snapshot.uids().length, out);
    out.text("* OK [PERMANENTFLAGS (")
        .text(command.readOnly() ? "" : FLAGS + " \\*")
        .text(")] Flags that stay")
        .line();
    GivenName name = command.mailbox();
    String oldName = name.isOther() ? name.given() : null;
    // RFC 9051 §6.3.2
    Untagged.list(session, Untagged.attributes(mailbox), mailbox.name(), oldName, out);
    boolean numbers = !session.speaksRev2() && !session.knowsUidsOnly();
    if (numbers && snapshot.firstUnseen() > 0) {
      int sequence = new SelectedMailbox(snapshot, true).sequence(snapshot.firstUnseen());
      out.text("* OK [UNSEEN ").number(sequence).text("] First unseen").line();
    }
    out.text("* OK [UIDVALIDITY ").number(mailbox.uidValidity()).text("] UIDs valid").line();
    out.text("* OK [UIDNEXT ").number(mailbox.uidNext()).text("] Next UID").line();
    // RFC 8474 §4.2
    out.text("* OK [MAILBOXID ").text(MailboxId.of(mailbox.key())).text("] Its id").line();
    Untagged.highestModSeq(out, mailbox.highestModSeq());
  }
}
