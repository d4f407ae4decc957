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

  SearchMessages(ImapSession session, SelectedMailbox mailbox, ImapCommand.Search command) {
    this.session = session;
    this.mailbox = mailbox;
    this.command = command;
  }

  Completion run(String tag, Response out) throws IOException, BadSyntaxException {
    UidSet uids = find(session, mailbox, command.key());
    List<SearchResult> results = command.results();
    FoundNumbers found = new FoundNumbers(mailbox, uids, command.uid());
    if (results == null) {
      found.writeAll(out);
    } else {
      found.write(tag, results, out);
    }
    return ReadOnly.completed("SEARCH", mailbox);
  }

  /// The UIDs of the messages that a key finds among those the client knows.
  static UidSet find(ImapSession session, SelectedMailbox mailbox, SearchKey key)
      throws IOException, BadSyntaxException {
    Map<MessageSet, UidSet> sets = new HashMap<>();
    resolve(key, mailbox, sets);
    ImapServices services = session.services();
    TextSearch texts = new TextSearch(services.messages(), services.octets());
    return new Search(mailbox.key(), services.messages(), texts, sets).run(key, mailbox.all());
  }

  private static void resolve(SearchKey key, SelectedMailbox mailbox, Map<MessageSet, UidSet> sets)
      throws BadSyntaxException {
    switch (key) {
      case SearchKey.And and -> {
        for (SearchKey inner : and.keys()) {
          resolve(inner, mailbox, sets);
        }
      }
      case SearchKey.Or or -> {
        resolve(or.one(), mailbox, sets);
        resolve(or.other(), mailbox, sets);
      }
      case SearchKey.Not not -> resolve(not.key(), mailbox, sets);
      case SearchKey.Messages messages -> sets.put(messages.set(), mailbox.resolve(messages.set()));
      default -> {}
    }
  }
}
