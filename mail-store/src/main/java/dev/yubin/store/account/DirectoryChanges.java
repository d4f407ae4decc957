package dev.yubin.store.account;

import dev.yubin.directory.DirectoryEntry;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Keys whose directory entry is to be published again. A change adds its keys in its own
/// transaction, and they stay until somebody has published what the entries are by then.
public final class DirectoryChanges {
  private static final int BATCH = 500;

  /// The advisory lock of whoever publishes: one at a time, so that the last value published is the
  /// last one.
  private static final long PUBLISHER = 0x7975_6269_6e01L;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final DirectoryEntries directory;

  public DirectoryChanges(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.directory = new DirectoryEntries(dataSource);
  }

  /// Notes in the transaction of the change that the entry of a key may be different after it.
  static void record(JdbcClient jdbc, String key) {
    jdbc.sql("insert into directory_change (key) values (?)").param(key).update();
  }

  /// Notes some keys again, such as those of which it is not known what was published last.
  public void record(Collection<String> keys) {
    jdbc.sql("insert into directory_change (key) select unnest(?)")
        .param(keys.toArray(String[]::new))
        .update();
  }

  /// Notes every key that has an entry.
  ///
  /// @return how many
  public int recordAll() {
    return jdbc.sql(
            """
            insert into directory_change (key)
            select name from domain
            union all select address from account
            union all select address from alias
            """)
        .update();
  }

  /// Hands the next changed keys to the publisher, each with its present entry or with none, and
  /// forgets them once it returns. When it throws, they stay. Waits while another instance
  /// publishes.
  ///
  /// @return false when there was none
  public boolean drainBatch(Consumer<Map<String, Optional<DirectoryEntry>>> publisher) {
    return transaction.execute(
        status -> {
          jdbc.sql("select pg_advisory_xact_lock(?)").param(PUBLISHER).query((r, n) -> n).list();
          List<Change> changes = next();
          if (!changes.isEmpty()) {
            publisher.accept(entries(changes.stream().map(Change::key).toList()));
            forget(changes);
          }
          return !changes.isEmpty();
        });
  }

  private record Change(long seq, String key) {}

  private List<Change> next() {
    return jdbc.sql("select seq, key from directory_change order by seq limit ?")
        .param(BATCH)
        .query((row, n) -> new Change(row.getLong(1), row.getString(2)))
        .list();
  }

  private void forget(List<Change> changes) {
    jdbc.sql("delete from directory_change where seq = any(?)")
        .param(changes.stream().map(Change::seq).toArray(Long[]::new))
        .update();
  }

  private Map<String, Optional<DirectoryEntry>> entries(Collection<String> keys) {
    Map<String, Optional<DirectoryEntry>> entries = new LinkedHashMap<>();
    keys.forEach(key -> entries.put(key, Optional.empty()));
    directory.of(entries.keySet()).forEach(e -> entries.put(e.key(), Optional.of(e)));
    return entries;
  }

  static List<String> texts(ResultSet row, int column) throws SQLException {
    Array array = row.getArray(column);
    return Arrays.asList((String[]) array.getArray());
  }
}
