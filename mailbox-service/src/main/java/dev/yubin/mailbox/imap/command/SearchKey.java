package dev.yubin.mailbox.imap.command;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What SEARCH looks for (RFC 9051 §6.4.4). Texts are as the client sent them, decoded.
public sealed interface SearchKey {

  record And(List<SearchKey> keys) implements SearchKey {}

  record Or(SearchKey one, SearchKey other) implements SearchKey {}

  record Not(SearchKey key) implements SearchKey {}

  /// @param bit of [dev.yubin.store.message.Flags]
  record Flag(int bit) implements SearchKey {}

  record Keyword(String keyword) implements SearchKey {}

  record Messages(MessageSet set) implements SearchKey {}

  record Larger(long octets) implements SearchKey {}

  record Smaller(long octets) implements SearchKey {}

  /// The internal date is on one of these days.
  ///
  /// @param from first day, null for no limit
  /// @param before the day after the last, null for no limit
  record Arrived(@Nullable LocalDate from, @Nullable LocalDate before) implements SearchKey {}

  /// The Date field is on one of these days.
  record Sent(@Nullable LocalDate from, @Nullable LocalDate before) implements SearchKey {}

  /// It came into the mailbox on one of these days (RFC 8514).
  record Saved(@Nullable LocalDate from, @Nullable LocalDate before) implements SearchKey {}

  /// RFC 8474 §6
  record EmailId(String id) implements SearchKey {}

  /// RFC 8474 §6
  record ThreadId(String id) implements SearchKey {}

  /// The internal date is less than so long ago (RFC 5032).
  record Younger(Duration age) implements SearchKey {}

  /// @param text that the field contains; empty: there is such a field
  record Header(String field, String text) implements SearchKey {}

  record Body(String text) implements SearchKey {}

  /// Header or body.
  record Text(String text) implements SearchKey {}

  /// The mod-sequence is this one or a higher one (RFC 7162 §3.1.5).
  record ModSeq(long lowest) implements SearchKey {}

  /// Whether this key, or one within it, is of a kind.
  default boolean has(Predicate<SearchKey> kind) {
    return kind.test(this)
        || switch (this) {
          case And and -> and.keys().stream().anyMatch(key -> key.has(kind));
          case Or or -> or.one().has(kind) || or.other().has(kind);
          case Not not -> not.key().has(kind);
          default -> false;
        };
  }

  static SearchKey all() {
    return new And(List.of());
  }

  static SearchKey none() {
    return new Not(all());
  }
}
