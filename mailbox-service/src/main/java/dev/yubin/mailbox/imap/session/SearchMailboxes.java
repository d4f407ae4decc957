package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.command.MailboxFilter;
import dev.yubin.mailbox.imap.command.SearchResult;
import dev.yubin.mailbox.imap.command.SearchReturn;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.store.mailbox.Mailbox;
import dev.yubin.store.message.UidSet;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// ESEARCH (RFC 7377): one search in several mailboxes, told in UIDs. The selected one is searched
/// as the client knows it, the others as they are now.
final class SearchMailboxes {
  private static final SearchReturn ALL = new SearchReturn(List.of(SearchResult.ALL), null);

  private final ImapSession session;
  private final ImapCommand.MultiSearch command;
  private final SearchReturn asked;
  private final String tag;

  SearchMailboxes(ImapSession session, ImapCommand.MultiSearch command, String tag) {
    this.session = session;
    this.command = command;
    this.asked = command.returns() == null ? ALL : command.returns();
    this.tag = tag;
  }

  Completion run(Account account, Response out) throws IOException, BadSyntaxException {
    boolean ofSelected = command.sources().contains(MailboxFilter.SELECTED);
    if (ofSelected && session.selected() == null) {
      return Completion.bad("Select a mailbox first");
    }
    boolean saves = asked.asks(SearchResult.SAVE);
    if (saves && !command.sources().equals(List.of(MailboxFilter.SELECTED))) {
      // RFC 7377 §2.2
      return Completion.bad("SAVE is for the selected mailbox alone");
    }
    for (Mailbox mailbox : new FilteredMailboxes(session, account).of(command.sources())) {
      Optional<SelectedMailbox> searched = opened(mailbox);
      if (searched.isPresent()) {
        search(searched.get(), out);
      }
    }
    return Completion.ok("ESEARCH completed");
  }

  /// @return empty when it was deleted meanwhile
  private Optional<SelectedMailbox> opened(Mailbox mailbox) {
    SelectedMailbox selected = session.selected();
    return selected != null && selected.key().equals(mailbox.key())
        ? Optional.of(selected)
        : session
            .services()
            .messages()
            .open(mailbox.key())
            .map(snapshot -> new SelectedMailbox(snapshot, true));
  }

  private void search(SelectedMailbox mailbox, Response out)
      throws IOException, BadSyntaxException {
    KeySearch search = KeySearch.lenient(session, mailbox, command.key(), tag);
    UidSet uids = search.find(asked);
    Found found = new Found.InMailboxOrder(uids, uids);
    UidSet told = ExtendedSearch.told(asked, found);
    if (!uids.isEmpty()) {
      ExtendedSearch.write(tag, mailbox.mailbox(), asked, found, search.modSeq(told), out);
    }
    if (asked.asks(SearchResult.SAVE)) {
      mailbox.save(told);
    }
  }
}
