package dev.yubin.store.queue;

import dev.yubin.store.Page;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What was done and by whom, as rows and in the log. Safe for use by many threads.
public final class Audit {
  private static final Logger log = LoggerFactory.getLogger(Audit.class);

  private final JdbcClient jdbc;

  public Audit(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /// Within the transaction of the caller, if it has one.
  public void add(Actor actor, String action, String subject, String detail) {
    jdbc.sql("insert into audit (actor, client, action, subject, detail) values (?, ?, ?, ?, ?)")
        .params(actor.name(), actor.client(), action, subject, detail)
        .update();
    log.info(
        "event=audit actor={} client={} action={} subject={} detail={}",
        actor.name(),
        actor.client(),
        action,
        subject,
        detail);
  }

  /// The latest first.
  ///
  /// @param before the id that the last page ended with; [Long#MAX_VALUE] for the first
  public Page<AuditEntry> list(long before, int limit) {
    return Page.of(
        jdbc.sql("select * from audit where id < ? order by id desc limit ?")
            .params(before, limit + 1)
            .query(
                (row, n) ->
                    new AuditEntry(
                        row.getLong("id"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor"),
                        row.getString("client"),
                        row.getString("action"),
                        row.getString("subject"),
                        row.getString("detail")))
            .list(),
        limit);
  }

  /// Removes what is older.
  public int sweep(Duration retention) {
    return jdbc.sql("delete from audit where at < now() - make_interval(secs => ?)")
        .param(retention.toSeconds())
        .update();
  }
}
