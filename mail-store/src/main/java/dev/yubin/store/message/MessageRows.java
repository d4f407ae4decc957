package dev.yubin.store.message;

import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Rows of the database as values.
final class MessageRows {
  private static final Flags[] SYSTEM_ONLY = new Flags[32];

  static {
    Arrays.setAll(SYSTEM_ONLY, Flags::ofSystem);
  }

  private MessageRows() {}

  /// A select of messages by [Messages#OF_UIDS] for [#message].
  static String select(Set<Column> columns) {
    String mail =
        String.join(
            ", ",
            columns.contains(Column.ENVELOPE) ? "l.envelope" : "null",
            columns.contains(Column.BODY) ? "l.body" : "null",
            columns.contains(Column.BODY_STRUCTURE) ? "l.body_structure" : "null",
            structure(columns),
            header(columns),
            columns.contains(Column.SENT_AT) ? "l.sent_at" : "null",
            columns.contains(Column.ANCESTORS) ? "l.ancestors" : "null",
            columns.contains(Column.CHUNKS) ? "l.first_chunk_size" : "null");
    return "select m.uid, m.modseq, m.flags, nullif(m.keywords, '{}'), m.internal_date,"
        + " coalesce(m.saved_at, m.internal_date), m.size, m.mail_id, m.prefix, "
        + (columns.isEmpty() ? "false, " : "true, ")
        + mail
        + " "
        + Messages.OF_UIDS
        + (columns.isEmpty() ? "" : "join mail l on l.id = m.mail_id ");
  }

  private static String structure(Set<Column> columns) {
    if (columns.contains(Column.STRUCTURE)) {
      return "l.structure";
    }
    return columns.contains(Column.STRUCTURE_FOR_HEADER)
        ? "case when l.header is null then l.structure end"
        : "null";
  }

  private static String header(Set<Column> columns) {
    if (columns.contains(Column.HEADER)) {
      return "l.header";
    }
    return columns.contains(Column.HEADER_FOR_ANCESTORS)
        ? "case when l.ancestors is null then l.header end"
        : "null";
  }

  static StoredMessage message(ResultSet row) throws SQLException {
    return new StoredMessage(
        row.getLong(1),
        row.getLong(2),
        flags(row, 3),
        row.getTimestamp(5).toInstant(),
        row.getTimestamp(6).toInstant(),
        row.getLong(7),
        row.getObject(8, UUID.class),
        row.getBytes(9),
        row.getBoolean(10) ? mail(row) : StoredMessage.Mail.UNREAD);
  }

  private static StoredMessage.Mail mail(ResultSet row) throws SQLException {
    return new StoredMessage.Mail(
        row.getBytes(11),
        row.getBytes(12),
        row.getBytes(13),
        row.getBytes(14),
        row.getBytes(15),
        instant(row, 16),
        row.getString(17),
        row.getInt(18));
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    Timestamp value = row.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }

  /// @param column of the system flags; the keywords are in the next one, null for none
  static Flags flags(ResultSet row, int column) throws SQLException {
    int system = row.getInt(column);
    Array keywords = row.getArray(column + 1);
    if (keywords == null) {
      return SYSTEM_ONLY[system & 31];
    }
    return new Flags(system, List.of((String[]) keywords.getArray()));
  }

  /// Reads the UIDs of a snapshot.
  static int[] uids(byte @Nullable [] packed) {
    if (packed == null) {
      return new int[0];
    }
    int[] uids = new int[packed.length / 4];
    ByteBuffer.wrap(packed).asIntBuffer().get(uids);
    for (int i = 0; i < uids.length; i++) {
      uids[i] ^= 0x8000_0000;
    }
    return uids;
  }
}
