package dev.yubin.mailbox.imap.sort;

import dev.yubin.mailbox.imap.command.SortKey;
import dev.yubin.mailbox.imap.command.ThreadAlgorithm;
import dev.yubin.mime.HeaderFields;
import dev.yubin.mime.MessageIds;
import dev.yubin.store.message.Column;
import dev.yubin.store.message.StoredMessage;
import dev.yubin.store.message.UidSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Puts messages into an order, or into threads (RFC 5256).
public final class Order {
  private static final Set<Column> BY_SUBJECT =
      EnumSet.of(Column.SENT_AT, Column.ENVELOPE, Column.CHUNKS);
  private static final Set<Column> BY_REFERENCES =
      EnumSet.of(
          Column.SENT_AT,
          Column.ENVELOPE,
          Column.ANCESTORS,
          Column.HEADER_FOR_ANCESTORS,
          Column.CHUNKS);

  private final MailEnvelopes mails;

  public Order(MailEnvelopes mails) {
    this.mails = mails;
  }

  private record Row(long uid, List<SortValue> values) {}

  /// @return UIDs; those of messages that are gone meanwhile are left out
  public List<Long> sorted(UidSet uids, List<SortKey> keys) throws IOException {
    Set<Column> columns = EnumSet.noneOf(Column.class);
    keys.forEach(key -> columns.addAll(SortValue.columns(key.kind())));
    List<Row> rows = new ArrayList<>();
    mails.read(uids, columns, message -> rows.add(row(message, keys, columns)));
    // The sort is stable: the order of UIDs decides last.
    rows.sort(by(keys));
    return rows.stream().map(Row::uid).toList();
  }

  private Row row(StoredMessage message, List<SortKey> keys, Set<Column> columns)
      throws IOException {
    StoredEnvelope envelope =
        columns.contains(Column.ENVELOPE) ? mails.envelope(message) : StoredEnvelope.EMPTY;
    return new Row(
        message.uid(),
        keys.stream().map(key -> SortValue.of(key.kind(), message, envelope)).toList());
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
    List<ThreadedMail> threaded = new ArrayList<>();
    switch (algorithm) {
      case ORDEREDSUBJECT ->
          mails.read(uids, BY_SUBJECT, m -> threaded.add(threaded(m, List.of())));
      case REFERENCES ->
          mails.read(uids, BY_REFERENCES, m -> threaded.add(threaded(m, ancestors(m))));
    }
    return switch (algorithm) {
      case ORDEREDSUBJECT -> OrderedSubject.threads(threaded);
      case REFERENCES -> References.threads(threaded);
    };
  }

  private ThreadedMail threaded(StoredMessage message, List<String> ancestors) throws IOException {
    StoredEnvelope envelope = mails.envelope(message);
    BaseSubject subject = BaseSubject.of(SortValue.subject(envelope));
    List<String> own = MessageIds.of(envelope.messageId());
    return new ThreadedMail(
        message.uid(),
        SortValue.sent(message),
        Collation.key(subject.text()),
        subject.reply(),
        own.isEmpty() ? null : own.getFirst(),
        ancestors);
  }

  /// Those that are stored; else, as the header has them.
  private List<String> ancestors(StoredMessage message) throws IOException {
    String stored = message.mail().ancestors();
    if (stored == null) {
      return MessageIds.ancestors(new HeaderFields(mails.header(message)));
    }
    return stored.isEmpty() ? List.of() : List.of(stored.split(" "));
  }
}
