package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.command.SearchResult;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.store.message.UidSet;
import java.io.IOException;
import java.util.List;

/// SEARCH (RFC 3501 §6.4.4, with RETURN RFC 4731 and SAVE RFC 5182).
final class SearchMessages {
  private SearchMessages() {}

  static Completion run(
      ImapSession session,
      SelectedMailbox mailbox,
      ImapCommand.Search command,
      String tag,
      Response out)
      throws IOException, BadSyntaxException {
    List<SearchResult> results = command.results();
    KeySearch search = new KeySearch(session, mailbox, command.key());
    UidSet uids = search.find(results);
    UidSet told = uids.isEmpty() ? uids : KeySearch.told(results, uids, uids.first(), uids.last());
    FoundNumbers found = new FoundNumbers(mailbox, uids, command.uid(), search.modSeq(told));
    if (results == null) {
      found.writeAll(out);
    } else {
      found.write(tag, results, out);
    }
    if (SearchResult.saves(results)) {
      mailbox.save(told);
    }
    return ReadOnly.completed("SEARCH", mailbox);
  }
}
