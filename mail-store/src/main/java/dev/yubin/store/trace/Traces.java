package dev.yubin.store.trace;

import dev.yubin.mail.MailId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads traces. Safe for use by many threads.
public final class Traces {
  /// Steps of a mail that are read: more recipients than these are no reading matter.
  private static final int MAX_STEPS = 1_000;

  public static final int SWEEP_BATCH = 5_000;

  private final JdbcClient jdbc;

  public Traces(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /// The steps of a mail in their order, 1,000 at most.
  public List<TracedStep> of(MailId mail) {
    return jdbc.sql("select * from trace where mail_id = ? order by at, attempt limit ?")
        .params(mail.value(), MAX_STEPS)
        .query(Traces::step)
        .list();
  }

  /// Mails with a Message-ID, the latest first.
  ///
  /// @param messageId without `<` and `>`
  public List<MailId> byMessageId(String messageId, int limit) {
    return mails(
        """
        select mail_id from trace where message_id = ?
        group by mail_id order by max(at) desc limit ?
        """,
        messageId,
        limit);
  }

  /// Mails from or to an address, the latest first.
  public List<MailId> byAddress(String address, int limit) {
    // The newest steps of an address, not all that it ever had.
    return mails(
        """
        select mail_id from (
          select mail_id, at from trace where address = ? order by at desc limit 10000) newest
        group by mail_id order by max(at) desc limit ?
        """,
        address.toLowerCase(Locale.ROOT),
        limit);
  }

  private List<MailId> mails(String sql, String wanted, int limit) {
    return jdbc.sql(sql)
        .params(wanted, limit)
        .query((row, n) -> new MailId(row.getObject(1, UUID.class)))
        .list();
  }

  /// Whether a mail has ever arrived, as far back as traces are kept.
  public boolean knows(MailId mail) {
    return jdbc.sql("select exists (select from trace where mail_id = ?)")
        .param(mail.value())
        .query(Boolean.class)
        .single();
  }

  /// Removes what is older.
  ///
  /// @return how many steps; at [#SWEEP_BATCH] there may be more
  public int sweep(Duration retention) {
    return jdbc.sql(
            """
            delete from trace where ctid = any(array(
              select ctid from trace where at < now() - make_interval(secs => ?)
              order by at limit ? for update skip locked))
            """)
        .params(retention.toSeconds(), SWEEP_BATCH)
        .update();
  }

  private static TracedStep step(ResultSet row, int number) throws SQLException {
    return new TracedStep(
        new MailId(row.getObject("mail_id", UUID.class)),
        row.getTimestamp("at").toInstant(),
        new TraceStep(
            TraceStep.Kind.valueOf(row.getString("step").toUpperCase(Locale.ROOT)),
            row.getString("address"),
            row.getString("host"),
            row.getString("host_address"),
            row.getString("tls"),
            row.getString("status"),
            row.getString("detail")),
        row.getObject("attempt", Integer.class));
  }
}
