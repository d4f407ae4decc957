package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.command.SearchKey;

/// What a client that has enabled UIDONLY must not send (RFC 9586 §3).
final class UidOnly {
  static final Completion REFUSAL = Completion.bad("UIDREQUIRED", "Messages have UIDs alone");

  private UidOnly() {}

  /// Whether a command takes or tells sequence numbers.
  static boolean numbers(ImapCommand command) {
    return switch (command) {
      case ImapCommand.Fetch fetch -> !fetch.messages().uid();
      case ImapCommand.Store store -> !store.messages().uid();
      case ImapCommand.Copy copy -> !copy.messages().uid();
      case ImapCommand.Move move -> !move.messages().uid();
      case ImapCommand.Replace replace -> !replace.message().uid();
      case ImapCommand.Search search -> !search.uid() || numbers(search.key());
      case ImapCommand.MultiSearch search -> numbers(search.key());
      case ImapCommand.Sort sort -> !sort.uid() || numbers(sort.key());
      case ImapCommand.Thread thread -> !thread.uid() || numbers(thread.key());
      case ImapCommand.Select select -> select.resync() != null && select.resync().match() != null;
      default -> false;
    };
  }

  /// Whether a search names sequence numbers, which what it has saved is not.
  static boolean numbers(SearchKey key) {
    return key.has(
        part ->
            part instanceof SearchKey.Messages named
                && !named.set().uid()
                && !named.set().numbers().isSaved());
  }
}
