package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.MessageSet;
import dev.yubin.mailbox.imap.command.SearchKey;
import dev.yubin.mailbox.imap.command.SearchResult;
import dev.yubin.mailbox.imap.command.SearchReturn;
import dev.yubin.mailbox.imap.search.Progress;
import dev.yubin.mailbox.imap.search.Search;
import dev.yubin.mailbox.imap.search.TextSearch;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.store.message.UidSet;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The search within SEARCH, SORT and THREAD.
final class KeySearch {
  private final ImapSession session;
  private final SelectedMailbox mailbox;
  private final SearchKey key;
  private final Progress progress;
  private final boolean lenient;
  private final Map<MessageSet, UidSet> sets = new HashMap<>();

  /// @throws BadSyntaxException when the key names a sequence number that there is not
  KeySearch(ImapSession session, SelectedMailbox mailbox, SearchKey key, String tag)
      throws BadSyntaxException {
    this(session, mailbox, key, tag, false);
  }

  /// One in which sequence numbers that there are not find nothing (RFC 7377 §2).
  static KeySearch lenient(ImapSession session, SelectedMailbox mailbox, SearchKey key, String tag)
      throws BadSyntaxException {
    return new KeySearch(session, mailbox, key, tag, true);
  }

  private KeySearch(
      ImapSession session, SelectedMailbox mailbox, SearchKey key, String tag, boolean lenient)
      throws BadSyntaxException {
    this.session = session;
    this.mailbox = mailbox;
    this.key = key;
    this.progress = new Progress((done, goal) -> session.tellProgress(tag, done, goal));
    this.lenient = lenient;
    resolve(key);
  }

  private void resolve(SearchKey part) throws BadSyntaxException {
    switch (part) {
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
      case SearchKey.Messages messages ->
          sets.put(messages.set(), mailbox.resolve(messages.set(), lenient));
      default -> {}
    }
  }

  /// The UIDs of the messages that the key finds among those the client knows.
  ///
  /// @param asked with SAVE, nothing is saved when the search fails (RFC 5182 §2.1)
  UidSet find(@Nullable SearchReturn asked) throws IOException {
    if (asked != null && asked.asks(SearchResult.SAVE)) {
      mailbox.save(UidSet.EMPTY);
    }
    ImapServices services = session.services();
    TextSearch texts = new TextSearch(services.messages(), services.octets(), progress);
    return new Search(mailbox.key(), services.messages(), texts, sets).run(key, mailbox.all());
  }

  /// The highest mod-sequence of what is told (RFC 7162 §3.1.5), 0 where nobody asks for it.
  long modSeq(UidSet told) {
    boolean asked = key.has(SearchKey.ModSeq.class::isInstance);
    return asked && !told.isEmpty() ? session.services().modSeqs().highest(mailbox.key(), told) : 0;
  }
}
