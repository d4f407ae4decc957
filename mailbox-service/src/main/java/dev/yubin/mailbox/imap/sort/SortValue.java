package dev.yubin.mailbox.imap.sort;

import dev.yubin.mailbox.imap.command.SortKey;
import dev.yubin.mailbox.imap.search.EncodedWords;
import dev.yubin.mime.Address;
import dev.yubin.store.message.Column;
import dev.yubin.store.message.StoredMessage;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one criterion sees of a mail. Numbers and texts do not meet in one column.
record SortValue(long number, String text) implements Comparable<SortValue> {
  private static final Comparator<SortValue> ORDER =
      Comparator.comparingLong(SortValue::number).thenComparing(SortValue::text);

  @Override
  public int compareTo(SortValue other) {
    return ORDER.compare(this, other);
  }

  /// What is to be read of a mail for a criterion.
  static Set<Column> columns(SortKey.Kind kind) {
    return switch (kind) {
      case ARRIVAL, SIZE -> Set.of();
      case DATE -> Set.of(Column.SENT_AT);
      case SUBJECT, CC, FROM, TO, DISPLAYFROM, DISPLAYTO -> Set.of(Column.ENVELOPE, Column.CHUNKS);
    };
  }

  static SortValue of(SortKey.Kind kind, StoredMessage message, StoredEnvelope envelope) {
    return switch (kind) {
      case ARRIVAL -> of(message.internalDate());
      case DATE -> of(sent(message));
      case SIZE -> new SortValue(message.size(), "");
      case SUBJECT -> of(BaseSubject.of(subject(envelope)).text());
      case CC -> of(mailbox(envelope.cc()));
      case FROM -> of(mailbox(envelope.from()));
      case TO -> of(mailbox(envelope.to()));
      case DISPLAYFROM -> of(display(envelope.from()));
      case DISPLAYTO -> of(display(envelope.to()));
    };
  }

  private static SortValue of(Instant time) {
    return new SortValue(time.toEpochMilli(), "");
  }

  private static SortValue of(String text) {
    return new SortValue(0, Collation.key(text));
  }

  /// RFC 5256 §2.2: the internal date where there is no Date field that can be read.
  static Instant sent(StoredMessage message) {
    return Objects.requireNonNullElse(message.mail().sentAt(), message.internalDate());
  }

  static String subject(StoredEnvelope envelope) {
    return EncodedWords.decode(envelope.subject());
  }

  /// `addr-mailbox` of the first address.
  private static String mailbox(@Nullable Address first) {
    return first == null ? "" : Objects.requireNonNullElse(first.mailbox(), "");
  }

  /// RFC 5957 §3: the name of the first address or group, the address where it has no name.
  private static String display(@Nullable Address first) {
    if (first == null) {
      return "";
    }
    String name = first.name();
    if (name != null && !name.isEmpty()) {
      return EncodedWords.decode(name);
    }
    String mailbox = Objects.requireNonNullElse(first.mailbox(), "");
    return first.isGroupBoundary() ? EncodedWords.decode(mailbox) : mailbox + "@" + first.host();
  }
}
