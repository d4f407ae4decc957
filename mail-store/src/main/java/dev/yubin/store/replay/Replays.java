package dev.yubin.store.replay;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Says of each dead letter whether it has been sent again. Safe for use by many threads.
public final class Replays {
  private static final int MAX_LISTED = 100_000;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  public Replays(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  /// Does something for a dead letter unless it was done before. Whoever else wants to do it
  /// meanwhile waits. When the work throws, it counts as not done.
  ///
  /// @param offset of the dead letter
  /// @param outcome of the work, for the postmaster
  /// @return whether it was done now
  public boolean once(long offset, String outcome, Runnable work) {
    Boolean done =
        transaction.execute(
            status -> {
              int added =
                  jdbc.sql(
                          "insert into replayed (dlt_offset, outcome) values (?, ?)"
                              + " on conflict do nothing")
                      .params(offset, outcome)
                      .update();
              if (added == 1) {
                work.run();
              }
              return added == 1;
            });
    return Boolean.TRUE.equals(done);
  }

  /// Those behind an offset, by offset, with the time at which they were sent again; 100,000 at
  /// most.
  public Map<Long, Instant> since(long after) {
    Map<Long, Instant> replayed = new HashMap<>();
    jdbc.sql(
            "select dlt_offset, replayed_at from replayed where dlt_offset > ?"
                + " order by dlt_offset limit ?")
        .params(after, MAX_LISTED)
        .query(
            row -> {
              replayed.put(row.getLong(1), row.getTimestamp(2).toInstant());
            });
    return replayed;
  }
}
