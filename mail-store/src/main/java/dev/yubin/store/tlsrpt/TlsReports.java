package dev.yubin.store.tlsrpt;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Which reports have yet to go. Any number of instances work on them; each claims what no other
/// has. Safe for use by many threads.
public final class TlsReports {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  public TlsReports(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  /// Has reports made of the days that are over, each at a time of its own.
  ///
  /// @param today days before it are over
  /// @param spread within which they fall due
  /// @return how many are new
  public int open(LocalDate today, Duration spread) {
    return jdbc.sql(
            """
            insert into tls_report (day, domain, due_at)
            select day, domain, now() + random() * make_interval(secs => ?)
            from tls_session where day < ? group by day, domain
            on conflict do nothing
            """)
        .params(spread.toSeconds(), today)
        .update();
  }

  /// Takes a report that is due.
  ///
  /// @param lease how long it is the caller's
  public Optional<PendingReport> claim(Duration lease) {
    return jdbc.sql(
            """
            with due as (
              select day, domain from tls_report where done_at is null and due_at <= now()
              order by due_at limit 1 for update skip locked
            )
            update tls_report r
            set due_at = now() + make_interval(secs => ?), attempts = attempts + 1,
              begun_at = coalesce(begun_at, now())
            from due where r.day = due.day and r.domain = due.domain
            returning r.*
            """)
        .param(lease.toSeconds())
        .query(TlsReports::pendingReport)
        .optional();
  }

  /// The report is to be tried again.
  public void postpone(PendingReport report, Collection<String> places, Duration wait) {
    jdbc.sql(
            """
            update tls_report set places = ?, due_at = now() + make_interval(secs => ?)
            where day = ? and domain = ?
            """)
        .params(places.toArray(String[]::new), wait.toSeconds())
        .params(report.day(), report.domain())
        .update();
  }

  /// The report has gone, or will not go. What it was made of is forgotten.
  public void close(PendingReport report) {
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql("update tls_report set done_at = now() where day = ? and domain = ?")
              .params(report.day(), report.domain())
              .update();
          jdbc.sql("delete from tls_session where day = ? and domain = ?")
              .params(report.day(), report.domain())
              .update();
        });
  }

  /// Forgets what is over.
  ///
  /// @param before days before it
  public void sweep(LocalDate before) {
    jdbc.sql("delete from tls_report where day < ?").param(before).update();
    jdbc.sql("delete from tls_session where day < ?").param(before).update();
  }

  private static PendingReport pendingReport(ResultSet row, int number) throws SQLException {
    @Nullable Array places = row.getArray("places");
    return new PendingReport(
        row.getObject("day", LocalDate.class),
        row.getString("domain"),
        row.getObject("id", UUID.class),
        row.getTimestamp("begun_at").toInstant(),
        row.getInt("attempts"),
        places == null ? null : List.of((String[]) places.getArray()));
  }
}
