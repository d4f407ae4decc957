package dev.yubin.mailbox.imap.search;

import dev.yubin.mailbox.imap.command.MessageSet;
import dev.yubin.mailbox.imap.command.SearchKey;
import dev.yubin.mailbox.imap.objectid.EmailId;
import dev.yubin.store.message.Condition;
import dev.yubin.store.message.UidSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes conditions for the database of search keys. Of a key that looks at texts it makes the
/// nearest one that rows can tell.
final class RowConditions {
  private static final LocalDate EARLIEST = LocalDate.of(1, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

  private final Map<MessageSet, UidSet> sets;

  RowConditions(Map<MessageSet, UidSet> sets) {
    this.sets = sets;
  }

  /// Whether rows can tell all of it.
  static boolean isExact(SearchKey key) {
    return switch (key) {
      case SearchKey.And and -> and.keys().stream().allMatch(RowConditions::isExact);
      case SearchKey.Or or -> isExact(or.one()) && isExact(or.other());
      case SearchKey.Not not -> isExact(not.key());
      case SearchKey.Header header -> false;
      case SearchKey.Body body -> false;
      case SearchKey.Text text -> false;
      case SearchKey.ThreadId thread -> false;
      case SearchKey.EmailId email -> true;
      case SearchKey.Saved saved -> true;
      case SearchKey.Flag flag -> true;
      case SearchKey.Keyword keyword -> true;
      case SearchKey.Messages messages -> true;
      case SearchKey.Larger larger -> true;
      case SearchKey.Smaller smaller -> true;
      case SearchKey.Arrived arrived -> true;
      case SearchKey.Sent sent -> true;
      case SearchKey.Younger younger -> true;
      case SearchKey.ModSeq modSeq -> true;
    };
  }

  /// Holds wherever the key does, and perhaps elsewhere.
  Condition impliedBy(SearchKey key) {
    return condition(key, Condition.TRUE);
  }

  /// @param ofText what stands for a key that looks at texts: TRUE widens, FALSE narrows
  private Condition condition(SearchKey key, Condition ofText) {
    return switch (key) {
      case SearchKey.And and ->
          Condition.all(and.keys().stream().map(k -> condition(k, ofText)).toList());
      case SearchKey.Or or ->
          Condition.any(List.of(condition(or.one(), ofText), condition(or.other(), ofText)));
      // What is implied by a negation is the negation of what implies.
      case SearchKey.Not not -> condition(not.key(), opposite(ofText)).negated();
      case SearchKey.Header header -> ofText;
      case SearchKey.Body body -> ofText;
      case SearchKey.Text text -> ofText;
      case SearchKey.ThreadId thread -> ofText;
      case SearchKey.EmailId email -> EmailId.condition(email.id());
      case SearchKey.Saved saved ->
          Condition.saved(start(saved.from(), EARLIEST), start(saved.before(), LATEST));
      case SearchKey.Flag flag -> Condition.flag(flag.bit());
      case SearchKey.Keyword keyword -> Condition.keyword(keyword.keyword());
      case SearchKey.Messages messages ->
          Condition.among(sets.getOrDefault(messages.set(), UidSet.EMPTY));
      case SearchKey.ModSeq modSeq -> Condition.modifiedSince(modSeq.lowest());
      case SearchKey.Larger larger -> Condition.larger(larger.octets());
      case SearchKey.Smaller smaller -> Condition.smaller(smaller.octets());
      case SearchKey.Arrived arrived ->
          Condition.arrived(start(arrived.from(), EARLIEST), start(arrived.before(), LATEST));
      case SearchKey.Sent sent ->
          Condition.sent(start(sent.from(), EARLIEST), start(sent.before(), LATEST));
      case SearchKey.Younger younger ->
          Condition.arrived(Instant.now().minus(younger.age()), start(null, LATEST));
    };
  }

  private static Condition opposite(Condition ofText) {
    return ofText.equals(Condition.TRUE) ? Condition.FALSE : Condition.TRUE;
  }

  /// RFC 9051 §6.4.4 disregards time and zone: days are those of UTC, in which dates are told.
  private static Instant start(@Nullable LocalDate day, LocalDate otherwise) {
    return (day == null ? otherwise : day).atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
