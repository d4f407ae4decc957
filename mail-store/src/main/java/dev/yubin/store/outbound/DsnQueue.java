package dev.yubin.store.outbound;

import dev.yubin.mail.MailId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The queue of DSNs that are to be sent. Any number of instances work on it. Safe for use by many
/// threads.
public final class DsnQueue {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  public DsnQueue(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  /// Takes DSNs that are to be sent. Like [OutboundQueue#claim], for a time.
  public List<PendingDsn> claim(int limit, Duration lease) {
    return jdbc.sql(
            """
            with due as (
              select id from dsn where due_at <= now()
              order by due_at limit ? for update skip locked
            )
            update dsn d set due_at = now() + make_interval(secs => ?)
            from due where d.id = due.id
            returning d.*
            """)
        .params(limit, OutboundQueue.seconds(lease))
        .query(DsnQueue::pendingDsn)
        .list();
  }

  /// A DSN has entered as a mail of its own, which may be swept from now on like any other: nobody
  /// sends it again.
  public void sent(PendingDsn dsn) {
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql("delete from dsn where id = ?").param(dsn.id()).update();
          jdbc.sql("insert into released (mail_id) values (?), (?)")
              .params(dsn.mail().value(), dsn.own().value())
              .update();
        });
  }

  private static PendingDsn pendingDsn(ResultSet rs, int row) throws SQLException {
    return new PendingDsn(
        rs.getLong("id"),
        new MailId(rs.getObject("own_mail", UUID.class)),
        new MailId(rs.getObject("mail_id", UUID.class)),
        rs.getString("reverse_path"),
        Demands.fromJson(rs.getString("parameters")).parameters(false, rs.getInt("priority")),
        DsnReport.fromJson(rs.getString("failures")));
  }
}
