package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.command.MessageSet;
import dev.yubin.mailbox.imap.command.SearchKey;
import dev.yubin.mailbox.imap.command.SearchResult;
import dev.yubin.mailbox.imap.search.Search;
import dev.yubin.mailbox.imap.search.TextSearch;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.store.message.UidSet;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// SEARCH (RFC 3501 §6.4.4, with RETURN RFC 4731).
final class SearchMessages {
  private final ImapSession session;
  private final SelectedMailbox mailbox;
  private final ImapCommand.Search command;
  private final Map<MessageSet, UidSet> sets = new HashMap<>();

  SearchMessages(ImapSession session, SelectedMailbox mailbox, ImapCommand.Search command) {
    this.session = session;
    this.mailbox = mailbox;
    this.command = command;
  }

  Completion run(String tag, Response out) throws IOException, BadSyntaxException {
    resolve(command.key());
    ImapServices services = session.services();
    TextSearch texts = new TextSearch(services.messages(), services.octets());
    UidSet uids =
        new Search(mailbox.key(), services.messages(), texts, sets)
            .run(command.key(), mailbox.all());
    List<SearchResult> results = command.results();
    FoundNumbers found = new FoundNumbers(mailbox, uids, command.uid());
    if (results == null) {
      found.writeAll(out);
    } else {
      found.write(tag, results, out);
    }
    return ReadOnly.completed("SEARCH", mailbox);
  }

  private void resolve(SearchKey key) throws BadSyntaxException {
    switch (key) {
      case SearchKey.And and -> {
        for (SearchKey inner : and.keys()) {
          resolve(inner);
        }
      }
      case SearchKey.Or or -> {
        resolve(or.one());
        resolve(or.other());
      }
      case SearchKey.Not not -> resolve(not.key());
      case SearchKey.Messages messages -> sets.put(messages.set(), mailbox.resolve(messages.set()));
      default -> {}
    }
  }
}
