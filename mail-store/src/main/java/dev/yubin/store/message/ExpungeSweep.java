package dev.yubin.store.message;

import dev.yubin.store.mailbox.MailboxKey;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Forgets old expunges (RFC 7162 §5.3). May run in several instances at a time.
public final class ExpungeSweep {
  /// Mailboxes that one call looks at; when it has, there may be more.
  public static final int BATCH = 100;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final ExpungeLog log;

  public ExpungeSweep(DataSource database) {
    jdbc = new JdbcTemplate(database);
    transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    log = new ExpungeLog(jdbc, 0);
  }

  /// Each mailbox is a transaction of its own: no lock is held for long.
  ///
  /// @return how many mailboxes were looked at
  public int forget(Duration age) {
    double seconds = age.toMillis() / 1000.0;
    List<MailboxKey> due =
        jdbc.query(
            """
            select distinct account_id, mailbox_id from expunged
            where expunged_at < now() - make_interval(secs => ?) limit ?
            """,
            (row, n) -> new MailboxKey(row.getLong(1), row.getLong(2)),
            seconds,
            BATCH);
    due.forEach(key -> transaction.executeWithoutResult(status -> forget(key, seconds)));
    return due.size();
  }

  private void forget(MailboxKey key, double seconds) {
    jdbc.query(
        "select id from mailbox where account_id = ? and id = ? for no key update",
        row -> {},
        key.account(),
        key.mailbox());
    Long last =
        jdbc.queryForObject(
            """
            select coalesce(max(modseq), 0) from expunged
            where account_id = ? and mailbox_id = ?
              and expunged_at < now() - make_interval(secs => ?)
            """,
            Long.class,
            key.account(),
            key.mailbox(),
            seconds);
    if (last != null && last > 0) {
      log.forget(key, last);
    }
  }
}
