package dev.yubin.mailbox.imap.sort;

import dev.yubin.mailbox.imap.command.SortKey;
import dev.yubin.mailbox.imap.search.EncodedWords;
import dev.yubin.mime.Address;
import dev.yubin.mime.HeaderFields;
import dev.yubin.store.message.StoredMessage;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// What one criterion sees of a mail. Numbers and texts do not meet in one column.
record SortValue(long number, String text) implements Comparable<SortValue> {
  private static final Comparator<SortValue> ORDER =
      Comparator.comparingLong(SortValue::number).thenComparing(SortValue::text);

  @Override
  public int compareTo(SortValue other) {
    return ORDER.compare(this, other);
  }

  static SortValue of(SortKey.Kind kind, StoredMessage message, HeaderFields header) {
    return switch (kind) {
      case ARRIVAL -> of(message.internalDate());
      case DATE -> of(sent(message));
      case SIZE -> new SortValue(message.size(), "");
      case SUBJECT -> of(BaseSubject.of(subject(header)).text());
      case CC -> of(mailbox(header, "cc"));
      case FROM -> of(mailbox(header, "from"));
      case TO -> of(mailbox(header, "to"));
      case DISPLAYFROM -> of(display(header, "from"));
      case DISPLAYTO -> of(display(header, "to"));
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

  static String subject(HeaderFields header) {
    return EncodedWords.decode(header.first("subject").orElse(""));
  }

  /// `addr-mailbox` of the first address.
  private static String mailbox(HeaderFields header, String field) {
    List<Address> addresses = Address.parse(header.first(field).orElse(""));
    return addresses.isEmpty()
        ? ""
        : Objects.requireNonNullElse(addresses.getFirst().mailbox(), "");
  }

  /// RFC 5957 §3: the name of the first address or group, the address where it has no name.
  private static String display(HeaderFields header, String field) {
    List<Address> addresses = Address.parse(header.first(field).orElse(""));
    if (addresses.isEmpty()) {
      return "";
    }
    Address first = addresses.getFirst();
    String name = first.name();
    if (name != null && !name.isEmpty()) {
      return EncodedWords.decode(name);
    }
    String mailbox = Objects.requireNonNullElse(first.mailbox(), "");
    return first.isGroupBoundary() ? EncodedWords.decode(mailbox) : mailbox + "@" + first.host();
  }
}
