package dev.yubin.store.account;

import dev.yubin.directory.DirectoryEntry;
import dev.yubin.directory.DirectoryEntry.Domain.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// The directory as it stands in the database: what the topic `yubin.directory` tells others,
/// without its delay. Safe for use by many threads.
public final class DirectoryEntries {
  private final JdbcClient jdbc;
  private final TransactionTemplate snapshot;

  public DirectoryEntries(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.snapshot = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    snapshot.setReadOnly(true);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  /// Has all questions that the work asks answered as of one moment.
  public <T> T asOfNow(Supplier<T> work) {
    return Objects.requireNonNull(snapshot.execute(status -> work.get()));
  }

  /// @param keys domains and addresses in lower case
  /// @return the entries that exist, in no order
  public List<DirectoryEntry> of(Collection<String> keys) {
    String[] wanted = keys.toArray(String[]::new);
    return jdbc.sql(
            """
            select 1 as type, 0 as id, name as key, null::text[] as targets, kind, false as is_full
            from domain where name = any(:keys)
            union all
            select 2, a.id, address, null, null, (
              select is_full(
                a, coalesce(sum(octets), 0)::bigint, coalesce(sum(messages), 0)::bigint)
              from mailbox where account_id = a.id)
            from account a where address = any(:keys)
            union all
            select 3, 0, address, targets, null, false from alias where address = any(:keys)
            """)
        .param("keys", wanted)
        .query(DirectoryEntries::entry)
        .list();
  }

  private static DirectoryEntry entry(ResultSet row, int number) throws SQLException {
    String key = row.getString("key");
    return switch (row.getInt("type")) {
      case 1 ->
          new DirectoryEntry.Domain(
              key, Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)));
      case 2 -> {
        Boolean full = row.getBoolean("is_full") ? true : null;
        yield new DirectoryEntry.Account(row.getLong("id"), key, full);
      }
      default -> new DirectoryEntry.Alias(key, DirectoryChanges.texts(row, 4));
    };
  }

  /// What accounts have room for.
  ///
  /// @return by account; one without a quota is absent
  public Map<Long, Room> rooms(Collection<Long> accounts) {
    Map<Long, Room> rooms = new HashMap<>();
    jdbc.sql(
            """
            select a.id, a.quota_bytes - coalesce(sum(b.octets), 0)::bigint as octets,
              a.quota_messages - coalesce(sum(b.messages), 0)::bigint as messages
            from account a left join mailbox b on b.account_id = a.id
            where a.id = any(?) and (a.quota_bytes is not null or a.quota_messages is not null)
            group by a.id
            """)
        .param(accounts.toArray(Long[]::new))
        .query(
            row -> {
              rooms.put(row.getLong("id"), new Room(left(row, "octets"), left(row, "messages")));
            });
    return rooms;
  }

  private static long left(ResultSet row, String column) throws SQLException {
    long left = row.getLong(column);
    return row.wasNull() ? Long.MAX_VALUE : left;
  }
}
