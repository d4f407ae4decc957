package dev.yubin.store.message;

import dev.yubin.store.mailbox.Mailbox;
import dev.yubin.store.mailbox.MailboxKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Reads the messages of a mailbox, many at a time.
public final class Messages {
  /// A page ends when it has taken this many octets.
  private static final int PAGE_OCTETS = 512 * 1024;

  /// Rows that the driver holds at a time.
  private static final int FETCH_SIZE = 250;

  // UIDs go as 4 octets each, moved into the range of int: 50,000 rows would cost several times
  // as much.
  private static final String SNAPSHOT =
      """
      select b.name, b.special_use, b.subscribed, b.uid_validity, b.uid_next, b.highest_modseq,
        m.uids, m.first_unseen
      from mailbox b
      cross join lateral (
        select string_agg(int4send((uid - 2147483648)::int), ''::bytea order by uid) as uids,
          min(uid) filter (where flags & 1 = 0) as first_unseen
        from message where account_id = b.account_id and mailbox_id = b.id) m
      where b.account_id = ? and b.id = ?
      """;

  // One statement, so one moment: mailbox, messages and expunges agree.
  private static final String CHANGES =
      """
      select 0, forgotten_modseq, 0, null::text[], highest_modseq
      from mailbox where account_id = ?1 and id = ?2
      union all
      select 1, uid, flags, nullif(keywords, '{}'), modseq
      from message where account_id = ?1 and mailbox_id = ?2 and modseq > ?3
      union all
      select 2, uid, 0, null, modseq
      from expunged where account_id = ?1 and mailbox_id = ?2 and modseq > ?3
      order by 1, 2
      """
          .replaceAll("\\?[123]", "?");

  // The fence of offset 0 makes each range one scan of the primary key.
  static final String OF_UIDS =
      """
      from unnest(?::bigint[], ?::bigint[]) as r (first, last)
      cross join lateral (
        select * from message
        where account_id = ? and mailbox_id = ? and uid between r.first and r.last offset 0) m
      """;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  public Messages(DataSource database) {
    jdbc = new JdbcTemplate(database);
    transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    transaction.setReadOnly(true);
  }

  /// @return empty when there is no such mailbox
  public Optional<Snapshot> open(MailboxKey key) {
    return jdbc
        .query(
            connection -> {
              PreparedStatement statement = BinaryTransfer.prepare(connection, SNAPSHOT);
              statement.setLong(1, key.account());
              statement.setLong(2, key.mailbox());
              return statement;
            },
            (row, n) -> snapshot(key, row))
        .stream()
        .findFirst();
  }

  private static Snapshot snapshot(MailboxKey key, ResultSet row) throws SQLException {
    Mailbox mailbox =
        new Mailbox(
            key,
            row.getString(1),
            row.getString(2),
            row.getBoolean(3),
            row.getLong(4),
            row.getLong(5),
            row.getLong(6));
    return new Snapshot(mailbox, MessageRows.uids(row.getBytes(7)), row.getLong(8));
  }

  /// What has happened above a mod-sequence.
  ///
  /// @return empty when there is no such mailbox any more
  public Optional<Changes> changesSince(MailboxKey key, long modSeq) {
    long a = key.account();
    long m = key.mailbox();
    ResultSetExtractor<@Nullable Changes> changes = rows -> changes(rows, modSeq);
    return Optional.ofNullable(jdbc.query(CHANGES, changes, a, m, a, m, modSeq, a, m, modSeq));
  }

  private static @Nullable Changes changes(ResultSet rows, long modSeq) throws SQLException {
    if (!rows.next() || rows.getInt(1) != 0) {
      return null;
    }
    boolean complete = rows.getLong(2) <= modSeq;
    long highest = rows.getLong(5);
    List<Changes.Changed> changed = new ArrayList<>();
    List<Changes.Expunged> expunged = new ArrayList<>();
    while (rows.next()) {
      if (rows.getInt(1) == 1) {
        Flags flags = MessageRows.flags(rows, 3);
        changed.add(new Changes.Changed(rows.getLong(2), flags, rows.getLong(5)));
      } else {
        expunged.add(new Changes.Expunged(rows.getLong(2), rows.getLong(5)));
      }
    }
    return new Changes(highest, complete, changed, expunged);
  }

  /// Reads messages in the order of their UIDs. Ends early when the page is full: what comes after
  /// the last UID is then read with another call.
  ///
  /// @param uids of not many more messages than a page holds: all of them are looked up
  public List<StoredMessage> page(MailboxKey key, UidSet uids, Set<Column> columns) {
    String sql = MessageRows.select(columns) + "order by m.uid";
    if (uids.size() <= FETCH_SIZE) {
      // The driver holds all of them in any case: no cursor, hence no transaction.
      return page(sql, key, uids);
    }
    List<StoredMessage> page = transaction.execute(status -> page(sql, key, uids));
    return page == null ? List.of() : page;
  }

  private List<StoredMessage> page(String sql, MailboxKey key, UidSet uids) {
    List<StoredMessage> page =
        jdbc.query(
            connection -> {
              PreparedStatement statement = BinaryTransfer.prepare(connection, sql);
              statement.setFetchSize(FETCH_SIZE);
              bind(statement, key, uids);
              return statement;
            },
            Messages::readPage);
    return page == null ? List.of() : page;
  }

  private static List<StoredMessage> readPage(ResultSet rows) throws SQLException {
    List<StoredMessage> page = new ArrayList<>();
    int octets = 0;
    while (octets < PAGE_OCTETS && rows.next()) {
      StoredMessage message = MessageRows.message(rows);
      octets += message.octets();
      page.add(message);
    }
    return page;
  }

  /// UIDs of those messages of a set of which a condition holds, ascending.
  public UidSet find(MailboxKey key, UidSet uids, Condition condition) {
    List<Object> arguments =
        new ArrayList<>(List.of(uids.firsts(), uids.lasts(), key.account(), key.mailbox()));
    arguments.addAll(condition.arguments());
    String sql =
        "select m.uid "
            + OF_UIDS
            + (condition.needsMail() ? "join mail l on l.id = m.mail_id " : "")
            + "where "
            + condition.sql()
            + " order by m.uid";
    UidSet.Builder found = new UidSet.Builder();
    jdbc.query(
        sql,
        row -> {
          found.add(row.getLong(1));
        },
        arguments.toArray());
    return found.build();
  }

  static void bind(PreparedStatement statement, MailboxKey key, UidSet uids) throws SQLException {
    statement.setObject(1, uids.firsts());
    statement.setObject(2, uids.lasts());
    statement.setLong(3, key.account());
    statement.setLong(4, key.mailbox());
  }
}
