package dev.yubin.store.message;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

/// What is asked of messages that the database can answer without their octets. Built of constants
/// and arguments alone: no text of a client's goes into the SQL.
///
/// @param needsMail whether it looks at the mail beside the message
public record Condition(String sql, List<Object> arguments, boolean needsMail) {
  public static final Condition TRUE = of("true");
  public static final Condition FALSE = of("false");

  private static Condition of(String sql, Object... arguments) {
    return new Condition(sql, List.of(arguments), false);
  }

  private static Condition ofMail(String sql, Object... arguments) {
    return new Condition(sql, List.of(arguments), true);
  }

  public static Condition flag(int bit) {
    return of("m.flags & ? <> 0", bit);
  }

  public static Condition keyword(String keyword) {
    return of(
        "exists (select from unnest(m.keywords) k where lower(k) = ?)",
        keyword.toLowerCase(Locale.ROOT));
  }

  public static Condition larger(long octets) {
    return of("m.size > ?", octets);
  }

  public static Condition smaller(long octets) {
    return of("m.size < ?", octets);
  }

  public static Condition modifiedSince(long modSeq) {
    return of("m.modseq >= ?", modSeq);
  }

  /// Whether the internal date is in a half-open span.
  public static Condition arrived(Instant from, Instant before) {
    return of(
        "m.internal_date >= ? and m.internal_date < ?",
        Timestamp.from(from),
        Timestamp.from(before));
  }

  /// Whether it came into the mailbox in a half-open span.
  public static Condition saved(Instant from, Instant before) {
    return of(
        "coalesce(m.saved_at, m.internal_date) >= ? and coalesce(m.saved_at, m.internal_date) < ?",
        Timestamp.from(from),
        Timestamp.from(before));
  }

  /// Whether it is a mail without lines of the recipient's own.
  public static Condition content(UUID mail) {
    return of("m.mail_id = ? and m.prefix = ''", mail);
  }

  /// Whether it is a mail behind certain lines of the recipient's own.
  ///
  /// @param prefix the first 8 octets of their SHA-256, in small hexadecimal letters
  public static Condition content(UUID mail, String prefix) {
    return of("m.mail_id = ? and left(encode(sha256(m.prefix), 'hex'), 16) = ?", mail, prefix);
  }

  /// Whether the Date field is in a half-open span.
  public static Condition sent(Instant from, Instant before) {
    // A mail without a date: false and not unknown, so that its negation holds.
    return ofMail(
        "coalesce(l.sent_at >= ? and l.sent_at < ?, false)",
        Timestamp.from(from),
        Timestamp.from(before));
  }

  public static Condition among(UidSet uids) {
    if (uids.isEmpty()) {
      return FALSE;
    }
    return of(
        "exists (select from unnest(?::bigint[], ?::bigint[]) r (a, b) where m.uid between a and b)",
        uids.firsts(),
        uids.lasts());
  }

  public Condition negated() {
    return new Condition("not (" + sql + ")", arguments, needsMail);
  }

  public static Condition all(List<Condition> conditions) {
    return joined(conditions, " and ", TRUE);
  }

  public static Condition any(List<Condition> conditions) {
    return joined(conditions, " or ", FALSE);
  }

  private static Condition joined(List<Condition> conditions, String by, Condition ofNone) {
    if (conditions.isEmpty()) {
      return ofNone;
    }
    List<Object> arguments = new ArrayList<>();
    conditions.forEach(c -> arguments.addAll(c.arguments()));
    String sql = conditions.stream().map(c -> "(" + c.sql + ")").collect(Collectors.joining(by));
    return new Condition(sql, arguments, conditions.stream().anyMatch(Condition::needsMail));
  }
}
