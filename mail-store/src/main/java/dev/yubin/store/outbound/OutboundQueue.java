package dev.yubin.store.outbound;

import dev.yubin.mail.MailId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The queue of mail for other hosts. Any number of instances work on it; each claims what no other
/// has. Safe for use by many threads.
public final class OutboundQueue {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  public OutboundQueue(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  /// Takes mails that are due, the longest due first.
  ///
  /// @param limit how many at most
  /// @param fullDestinations those that have no room for one more attempt now
  /// @param lease how long they are the caller's; what is not settled by then falls due again
  public List<OutboundMail> claim(int limit, Collection<String> fullDestinations, Duration lease) {
    return jdbc.sql(
            """
            with due as (
              select id from outbound
              where due_at <= now() and not (destination = any(?))
              order by due_at limit ? for update skip locked
            )
            update outbound o
            set due_at = now() + make_interval(secs => ?), attempts = attempts + 1
            from due, mail m
            where o.id = due.id and m.id = o.mail_id
            returning o.*, m.size
            """)
        .params(fullDestinations.toArray(String[]::new), limit, lease.toMillis() / 1000.0)
        .query(OutboundQueue::outboundMail)
        .list();
  }

  /// Prolongs the lease of mails whose attempts still go on.
  public void renew(Collection<Long> ids, Duration lease) {
    jdbc.sql(
            """
            update outbound set due_at = now() + make_interval(secs => ?)
            where id = any(?) and due_at < now() + make_interval(secs => ?)
            """)
        .params(lease.toMillis() / 1000.0, ids.toArray(Long[]::new), lease.toMillis() / 1000.0)
        .update();
  }

  /// Gives claimed mails back, as if they had not been claimed.
  public void release(Collection<OutboundMail> claimed) {
    jdbc.sql("update outbound set due_at = now(), attempts = attempts - 1 where id = any(?)")
        .param(claimed.stream().map(OutboundMail::id).toArray(Long[]::new))
        .update();
  }

  /// Writes down what an attempt came to. A DSN for the recipients that are given up is due from
  /// then on.
  public void settle(Settlement settlement) {
    transaction.executeWithoutResult(
        status -> {
          OutboundMail claimed = settlement.claimed();
          // RFC 5321 §4.5.5: nobody is told about mail that has no reverse-path.
          if (!settlement.failures().isEmpty() && !claimed.reversePath().isEmpty()) {
            addDsn(claimed, settlement.failures());
          }
          if (settlement.deferred().isEmpty()) {
            jdbc.sql("delete from outbound where id = ?").param(claimed.id()).update();
            release(claimed.mail());
          } else {
            reschedule(settlement);
          }
        });
  }

  private void addDsn(OutboundMail claimed, List<DsnFailure> failures) {
    jdbc.sql("insert into dsn (mail_id, reverse_path, failures) values (?, ?, ?::jsonb)")
        .params(claimed.mail().value(), claimed.reversePath(), DsnFailure.toJson(failures))
        .update();
  }

  private void reschedule(Settlement settlement) {
    jdbc.sql("update outbound set recipients = ?, due_at = ?, last_reply = ? where id = ?")
        .params(
            settlement.deferred().toArray(String[]::new),
            settlement.dueAt().atOffset(ZoneOffset.UTC),
            settlement.lastReply(),
            settlement.claimed().id())
        .update();
  }

  private void release(MailId mail) {
    jdbc.sql("insert into released (mail_id) values (?)").param(mail.value()).update();
  }

  /// Takes DSNs that are to be sent. Like [#claim], for a time.
  public List<PendingDsn> claimDsns(int limit, Duration lease) {
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
        .params(limit, lease.toMillis() / 1000.0)
        .query(OutboundQueue::pendingDsn)
        .list();
  }

  /// A DSN has entered as a mail of its own.
  public void dsnSent(PendingDsn dsn) {
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql("delete from dsn where id = ?").param(dsn.id()).update();
          release(dsn.mail());
        });
  }

  /// How many mails wait, counted a destination each.
  public long depth() {
    return jdbc.sql("select count(*) from outbound").query(Long.class).single();
  }

  private static OutboundMail outboundMail(ResultSet rs, int row) throws SQLException {
    return new OutboundMail(
        rs.getLong("id"),
        new MailId(rs.getObject("mail_id", UUID.class)),
        rs.getString("destination"),
        rs.getString("reverse_path"),
        strings(rs.getArray("recipients")),
        rs.getBoolean("smtputf8"),
        rs.getTimestamp("queued_at").toInstant(),
        rs.getInt("attempts"),
        rs.getLong("size"));
  }

  private static PendingDsn pendingDsn(ResultSet rs, int row) throws SQLException {
    return new PendingDsn(
        rs.getLong("id"),
        new MailId(rs.getObject("mail_id", UUID.class)),
        rs.getString("reverse_path"),
        DsnFailure.fromJson(rs.getString("failures")));
  }

  private static List<String> strings(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
