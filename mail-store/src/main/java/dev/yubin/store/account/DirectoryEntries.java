package dev.yubin.store.account;

import dev.yubin.directory.DirectoryEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The directory as it stands in the database: what the topic `yubin.directory` tells others,
/// without its delay. Safe for use by many threads.
public final class DirectoryEntries {
  private final JdbcClient jdbc;

  public DirectoryEntries(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /// @param keys domains and addresses in lower case
  /// @return the entries that exist, in no order
  public List<DirectoryEntry> of(Collection<String> keys) {
    String[] wanted = keys.toArray(String[]::new);
    return jdbc.sql(
            """
            select 1 as kind, 0 as id, name as key, null::text[] as targets
            from domain where name = any(:keys)
            union all
            select 2, id, address, null from account where address = any(:keys)
            union all
            select 3, 0, address, targets from alias where address = any(:keys)
            """)
        .param("keys", wanted)
        .query(DirectoryEntries::entry)
        .list();
  }

  private static DirectoryEntry entry(ResultSet row, int number) throws SQLException {
    String key = row.getString("key");
    return switch (row.getInt("kind")) {
      case 1 -> new DirectoryEntry.Domain(key);
      case 2 -> new DirectoryEntry.Account(row.getLong("id"), key);
      default -> new DirectoryEntry.Alias(key, DirectoryChanges.texts(row, 4));
    };
  }
}
