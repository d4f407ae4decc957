package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.FetchItem.Fact;
import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.command.SearchKey;
import dev.yubin.mailbox.imap.command.StatusItem;
import dev.yubin.mailbox.imap.wire.Response;
import java.io.IOException;

/// What a client has enabled of RFC 7162. It stays so until the connection ends.
final class CondStore {
  private boolean on;
  private boolean quickResync;

  /// Whether FETCH responses that the client did not ask for tell UID and mod-sequence (RFC 7162
  /// §3.2.4).
  boolean isOn() {
    return on;
  }

  /// Whether expunges are told by VANISHED (RFC 7162 §3.2.10).
  boolean isQuickResync() {
    return quickResync;
  }

  /// By SELECT, which tells HIGHESTMODSEQ in any case.
  void enable() {
    on = true;
  }

  void enable(ImapSession session, Response out) throws IOException {
    SelectedMailbox mailbox = session.selected();
    if (!on && mailbox != null) {
      // RFC 7162 §3.1
      Untagged.highestModSeq(out, mailbox.toldModSeq());
    }
    on = true;
  }

  void enableQuickResync(ImapSession session, Response out) throws IOException {
    enable(session, out);
    quickResync = true;
  }

  /// Whether a command is one that enables CONDSTORE, beside SELECT and ENABLE (RFC 7162 §3.1).
  static boolean isEnabledBy(ImapCommand command) {
    return switch (command) {
      case ImapCommand.Fetch fetch -> fetch.items().contains(Fact.MODSEQ);
      case ImapCommand.Store store -> store.unchangedSince().isPresent();
      case ImapCommand.Search search -> search.key().has(SearchKey.ModSeq.class::isInstance);
      case ImapCommand.MultiSearch search -> search.key().has(SearchKey.ModSeq.class::isInstance);
      case ImapCommand.Sort sort -> sort.key().has(SearchKey.ModSeq.class::isInstance);
      case ImapCommand.Thread thread -> thread.key().has(SearchKey.ModSeq.class::isInstance);
      case ImapCommand.Status status -> status.items().contains(StatusItem.HIGHESTMODSEQ);
      case ImapCommand.ListMailboxes list ->
          list.options().status().contains(StatusItem.HIGHESTMODSEQ);
      default -> false;
    };
  }
}
