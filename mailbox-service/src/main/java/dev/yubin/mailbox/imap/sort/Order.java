package dev.yubin.mailbox.imap.sort;

import dev.yubin.mailbox.imap.command.SortKey;
import dev.yubin.mailbox.imap.command.ThreadAlgorithm;
import dev.yubin.mailbox.imap.search.MailHeaders;
import dev.yubin.mime.HeaderFields;
import dev.yubin.store.mailbox.MailboxKey;
import dev.yubin.store.message.StoredMessage;
import dev.yubin.store.message.UidSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Puts messages into an order, or into threads (RFC 5256).
public final class Order {
  /// The nearest ancestors that are looked at.
  private static final int MAX_REFERENCES = 100;

  private final MailHeaders headers;
  private final MailboxKey mailbox;

  public Order(MailHeaders headers, MailboxKey mailbox) {
    this.headers = headers;
    this.mailbox = mailbox;
  }

  private record Row(long uid, List<SortValue> values) {}

  /// @return UIDs; those of messages that are gone meanwhile are left out
  public List<Long> sorted(UidSet uids, List<SortKey> keys) throws IOException {
    List<Row> rows = new ArrayList<>();
    headers.read(
        mailbox,
        uids,
        (message, header) ->
            rows.add(
                new Row(
                    message.uid(),
                    keys.stream().map(k -> SortValue.of(k.kind(), message, header)).toList())));
    // The sort is stable: the order of UIDs decides last.
    rows.sort(by(keys));
    return rows.stream().map(Row::uid).toList();
  }

  private static Comparator<Row> by(List<SortKey> keys) {
    Comparator<Row> order = (one, other) -> 0;
    for (int i = 0; i < keys.size(); i++) {
      int column = i;
      Comparator<Row> next = Comparator.comparing(row -> row.values().get(column));
      order = order.thenComparing(keys.get(i).reverse() ? next.reversed() : next);
    }
    return order;
  }

  /// @return the heads of the threads
  public List<ThreadNode> threads(UidSet uids, ThreadAlgorithm algorithm) throws IOException {
    List<ThreadedMail> mails = new ArrayList<>();
    headers.read(mailbox, uids, (message, header) -> mails.add(threaded(message, header)));
    return switch (algorithm) {
      case ORDEREDSUBJECT -> OrderedSubject.threads(mails);
      case REFERENCES -> References.threads(mails);
    };
  }

  private static ThreadedMail threaded(StoredMessage message, HeaderFields header) {
    BaseSubject subject = BaseSubject.of(SortValue.subject(header));
    List<String> own = MessageIds.of(header.first("message-id").orElse(""), MAX_REFERENCES);
    return new ThreadedMail(
        message.uid(),
        SortValue.sent(message),
        Collation.key(subject.text()),
        subject.reply(),
        own.isEmpty() ? null : own.getFirst(),
        references(header));
  }

  private static List<String> references(HeaderFields header) {
    List<String> references = MessageIds.of(header.first("references").orElse(""), MAX_REFERENCES);
    if (!references.isEmpty()) {
      return references;
    }
    // Only the first: what follows may be an address.
    List<String> parents = MessageIds.of(header.first("in-reply-to").orElse(""), Integer.MAX_VALUE);
    return parents.isEmpty() ? parents : List.of(parents.getFirst());
  }
}
