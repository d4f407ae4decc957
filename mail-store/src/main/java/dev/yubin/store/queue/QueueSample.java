package dev.yubin.store.queue;

import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How much waits, at a cost that does not grow with it: a queue of more than 8 MiB is read by
/// samples of its pages, and the counts are estimates. Safe for use by many threads.
public final class QueueSample {
  private static final int MAX_PAGES = 1_000;

  /// In percent of the table's pages, for TABLESAMPLE.
  private static final String SHARE =
      "select least(100, 100.0 * ? / greatest(pg_relation_size('outbound') / 8192, 1))";

  private final JdbcClient jdbc;

  public QueueSample(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /// How long entries have been in the queue.
  public enum Age {
    HOUR,
    DAY,
    OLDER
  }

  /// @param mails one a destination
  public record Group(QueueEntry.State state, Age age, long mails) {}

  /// @param held of the mails, by the postmaster
  /// @param oldest time in the queue
  public record Destination(String destination, long mails, long held, Duration oldest) {}

  /// @param estimated whether the counts are estimates
  public record Counts<T>(boolean estimated, List<T> counts) {}

  /// By what they wait for and their age.
  public Counts<Group> groups() {
    double share = share();
    return new Counts<>(
        share < 100,
        jdbc.sql(
                "select "
                    + QueueEntry.State.OF_ROW
                    + """
                     as state,
                      case when o.queued_at > now() - interval '1 hour' then 'HOUR'
                        when o.queued_at > now() - interval '1 day' then 'DAY' else 'OLDER' end as age,
                      round(count(*) * 100 / ?::float8) as mails
                    from outbound o tablesample system (?) group by 1, 2
                    """)
            .params(share, share)
            .query(
                (row, n) ->
                    new Group(
                        QueueEntry.State.valueOf(row.getString("state")),
                        Age.valueOf(row.getString("age")),
                        row.getLong("mails")))
            .list());
  }

  /// The destinations for which the most waits. A sample may miss those for which little does.
  public Counts<Destination> destinations(int limit) {
    double share = share();
    return new Counts<>(
        share < 100,
        jdbc.sql(
                """
                select destination, round(count(*) * 100 / ?::float8) as mails,
                  round(count(*) filter (where due_at = 'infinity') * 100 / ?::float8) as held,
                  extract(epoch from greatest(now() - min(queued_at), interval '0')) as age
                from outbound tablesample system (?)
                group by destination order by mails desc, destination limit ?
                """)
            .params(share, share, share, limit)
            .query(
                (row, n) ->
                    new Destination(
                        row.getString("destination"),
                        row.getLong("mails"),
                        row.getLong("held"),
                        Duration.ofSeconds(row.getLong("age"))))
            .list());
  }

  private double share() {
    return jdbc.sql(SHARE).param(MAX_PAGES).query(Double.class).single();
  }
}
