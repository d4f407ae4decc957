package dev.yubin.store.suppression;

import dev.yubin.store.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The suppression list. Safe for use by many threads.
public final class Suppressions {
  private final JdbcClient jdbc;

  public Suppressions(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /// Puts an address on the list, or keeps it there for longer.
  public void add(String address, String status, String reason, Duration keep) {
    jdbc.sql(
            """
            insert into suppression (address, status, reason, expires_at)
            values (?, ?, ?, now() + make_interval(secs => ?))
            on conflict (address) do update set status = excluded.status,
              reason = excluded.reason, expires_at = excluded.expires_at
            """)
        .params(key(address), status, reason, keep.toSeconds())
        .update();
  }

  /// @return whether it was there
  public boolean remove(String address) {
    return jdbc.sql("delete from suppression where address = ?").param(key(address)).update() == 1;
  }

  /// Those of some addresses that are on the list.
  public List<Suppression> among(Collection<String> addresses) {
    String[] keys = addresses.stream().map(Suppressions::key).toArray(String[]::new);
    return jdbc.sql("select * from suppression where address = any(?) and expires_at > now()")
        .params(List.of((Object) keys))
        .query(Suppressions::suppression)
        .list();
  }

  /// @param after the address that the last page ended with, empty for the first
  public Page<Suppression> list(String after, int limit) {
    return Page.of(
        jdbc.sql(
                """
                select * from suppression where address > ? and expires_at > now()
                order by address limit ?
                """)
            .params(after, limit + 1)
            .query(Suppressions::suppression)
            .list(),
        limit);
  }

  /// Removes what has expired.
  public int sweep() {
    return jdbc.sql("delete from suppression where expires_at <= now()").update();
  }

  private static String key(String address) {
    return address.toLowerCase(Locale.ROOT);
  }

  private static Suppression suppression(ResultSet row, int number) throws SQLException {
    return new Suppression(
        row.getString("address"),
        row.getString("status"),
        row.getString("reason"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("expires_at").toInstant());
  }
}
