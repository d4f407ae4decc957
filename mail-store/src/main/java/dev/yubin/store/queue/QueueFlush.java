package dev.yubin.store.queue;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Makes all mail of a destination due, however much it is: batch by batch through the whole queue,
/// so that no claim waits for long. Safe for use by many threads.
public final class QueueFlush {
  private static final int BATCH = 5_000;

  private final JdbcClient jdbc;
  private final Audit audit;

  public QueueFlush(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.audit = new Audit(dataSource);
  }

  /// Tries all mail of a destination now, but what is held and what attempts have.
  ///
  /// @return how many entries
  public long run(String destination, Actor actor) {
    long mails = 0;
    long after = 0;
    while (true) {
      Flushed flushed = batch(destination, after);
      if (flushed.last == null) {
        break;
      }
      mails += flushed.mails;
      after = flushed.last;
    }
    audit.add(actor, "flush", destination, mails + " mails");
    return mails;
  }

  /// @param last the id that the batch ended with; null when there was none
  private record Flushed(@Nullable Long last, long mails) {}

  private Flushed batch(String destination, long after) {
    return jdbc.sql(
            """
            with batch as materialized (
              select id, destination, due_at, leased_until from outbound
              where id > ? order by id limit ?
            ), theirs as (
              select o.id from outbound o join batch b using (id)
              where b.destination = ? and b.due_at > now() and b.due_at < 'infinity'
                and (b.leased_until is null or b.leased_until <= now())
              order by o.id for update of o skip locked
            ), flushed as (
              update outbound o set due_at = now() from theirs t
              where o.id = t.id and o.destination = ? and o.due_at < 'infinity'
                and (o.leased_until is null or o.leased_until <= now())
              returning o.id
            )
            select (select max(id) from batch), (select count(*) from flushed)
            """)
        .params(after, BATCH, destination, destination)
        .query((row, n) -> new Flushed(row.getObject(1, Long.class), row.getLong(2)))
        .single();
  }
}
