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

/// SEARCH (RFC 3501 §6.4.4, with RETURN RFC 4731 and SAVE RFC 5182).
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
    List<SearchResult> results = command.results();
    boolean saves = results != null && results.contains(SearchResult.SAVE);
    if (saves) {
      // RFC 5182 §2.1: nothing is saved when the search fails.
      mailbox.save(UidSet.EMPTY);
    }
    UidSet uids = search();
    UidSet told = results == null ? uids : told(results, uids);
    long modSeq = told.isEmpty() || !asksModSeq() ? 0 : highest(told);
    FoundNumbers found = new FoundNumbers(mailbox, uids, command.uid(), modSeq);
    if (results == null) {
      found.writeAll(out);
    } else {
      found.write(tag, results, out);
    }
    if (saves) {
      mailbox.save(told);
    }
    return ReadOnly.completed("SEARCH", mailbox);
  }

  private UidSet search() throws IOException {
    ImapServices services = session.services();
    TextSearch texts = new TextSearch(services.messages(), services.octets());
    return new Search(mailbox.key(), services.messages(), texts, sets)
        .run(command.key(), mailbox.all());
  }

  /// What a result is about: MIN and MAX alone are about one message each, for the mod-sequence
  /// (RFC 4731 §3.2) and for what is saved (RFC 5182 §2.4).
  private static UidSet told(List<SearchResult> results, UidSet uids) {
    boolean min = results.contains(SearchResult.MIN);
    boolean max = results.contains(SearchResult.MAX);
    boolean all = results.contains(SearchResult.ALL) || results.contains(SearchResult.COUNT);
    if (uids.isEmpty() || all || !(min || max)) {
      return uids;
    }
    UidSet lowest = uids.lowest(1);
    long last = uids.range(uids.ranges() - 1).last();
    UidSet highest = UidSet.of(last, last);
    return min && max ? lowest.union(highest) : min ? lowest : highest;
  }

  private boolean asksModSeq() {
    return command.key().has(SearchKey.ModSeq.class::isInstance);
  }

  private long highest(UidSet uids) {
    return session.services().modSeqs().highest(mailbox.key(), uids);
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
