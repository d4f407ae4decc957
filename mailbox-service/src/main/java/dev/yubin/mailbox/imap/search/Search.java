package dev.yubin.mailbox.imap.search;

import dev.yubin.mailbox.imap.command.MessageSet;
import dev.yubin.mailbox.imap.command.SearchKey;
import dev.yubin.store.mailbox.MailboxKey;
import dev.yubin.store.message.Messages;
import dev.yubin.store.message.UidSet;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// One SEARCH. First the database narrows the messages down as far as rows can tell, then texts are
/// looked for in what is left.
public final class Search {
  private final MailboxKey mailbox;
  private final Messages messages;
  private final TextSearch texts;
  private final RowConditions rows;

  /// @param sets the UIDs of each set that the key names
  public Search(
      MailboxKey mailbox, Messages messages, TextSearch texts, Map<MessageSet, UidSet> sets) {
    this.mailbox = mailbox;
    this.messages = messages;
    this.texts = texts;
    this.rows = new RowConditions(sets);
  }

  /// @param among the messages that the client knows
  public UidSet run(SearchKey key, UidSet among) throws IOException {
    if (among.isEmpty()) {
      return among;
    }
    UidSet candidates = messages.find(mailbox, among, rows.impliedBy(key));
    return RowConditions.isExact(key) ? candidates : narrow(key, candidates);
  }

  /// @param candidates UIDs of messages that there are
  private UidSet narrow(SearchKey key, UidSet candidates) throws IOException {
    if (candidates.isEmpty()) {
      return candidates;
    }
    if (RowConditions.isExact(key)) {
      return messages.find(mailbox, candidates, rows.impliedBy(key));
    }
    return switch (key) {
      case SearchKey.And and -> all(and.keys(), candidates);
      case SearchKey.Or or -> {
        UidSet one = narrow(or.one(), candidates);
        yield one.union(narrow(or.other(), candidates.minus(one)));
      }
      case SearchKey.Not not -> candidates.minus(narrow(not.key(), candidates));
      default -> texts.find(mailbox, candidates, key);
    };
  }

  /// What rows can tell goes first: texts are then looked for in fewer mails.
  private UidSet all(List<SearchKey> keys, UidSet candidates) throws IOException {
    UidSet left = candidates;
    Predicate<SearchKey> exact = RowConditions::isExact;
    List<SearchKey> cheap = keys.stream().filter(exact).toList();
    if (!cheap.isEmpty()) {
      left = narrow(new SearchKey.And(cheap), left);
    }
    for (SearchKey key : keys.stream().filter(exact.negate()).toList()) {
      left = narrow(key, left);
    }
    return left;
  }
}
