package dev.yubin.store.outbound;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What waits in the queue, by destination. Takes nothing, and reads no more than it is told to,
/// however much there is. Safe for use by many threads.
public final class Backlog {
  private final JdbcClient jdbc;

  public Backlog(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /// For which destinations mail is due, at the head of the queue. The longest due goes
  /// first, with a head start of 10 minutes for each step of priority (RFC 6710 §5): so none
  /// waits for ever for others.
  ///
  /// @param window how many mails of each priority are looked at
  public List<DueDestination> due(int window) {
    // Each priority is an index of its own by due time, so that a backlog is never read as a whole.
    return jdbc.sql(
            """
            select d.destination, count(*) as mails, min(d.attempts) = 0 as fresh
            from generate_series(-9, 9) as p (priority)
            cross join lateral (
              select o.destination, o.due_at, o.attempts from outbound o
              where o.priority = p.priority and o.due_at <= now() and o.destination <> ''
              order by o.due_at limit ?
            ) d
            group by d.destination
            order by min(d.due_at - p.priority * interval '10 minutes')
            """)
        .param(window)
        .query(Backlog::dueDestination)
        .list();
  }

  /// What there is of the destinations behind one, in the order of their names.
  ///
  /// @param last the one that was looked at last; null at the end
  public record Stretch(List<DueDestination> due, @Nullable String last) {}

  /// Looks where [#due] does not reach: at destination after destination, at the same cost whatever
  /// waits for them.
  ///
  /// @param after empty for the first
  /// @param limit how many are looked at
  /// @param mails how many mails of each are counted at most
  public Stretch dueAfter(String after, int limit, int mails) {
    // From one destination to the next by the index, over all that waits for it.
    List<DueDestination> seen =
        jdbc.sql(
                """
                with recursive pair as (
                  (select destination, priority from outbound where destination > ?
                    order by destination, priority limit 1)
                  union all
                  select next.* from pair cross join lateral (
                    select o.destination, o.priority from outbound o
                    where (o.destination, o.priority) > (pair.destination, pair.priority)
                    order by o.destination, o.priority limit 1
                  ) next
                ), stretch as (select * from pair limit ?)
                select s.destination, count(d.due_at) as mails,
                  coalesce(min(d.attempts) = 0, false) as fresh
                from stretch s left join lateral (
                  select o.due_at, o.attempts from outbound o
                  where o.destination = s.destination and o.priority = s.priority
                    and o.due_at <= now()
                  order by o.due_at limit ?
                ) d on true
                group by s.destination order by s.destination
                """)
            .params(after, limit, mails)
            .query(Backlog::dueDestination)
            .list();
    return new Stretch(
        seen.stream().filter(destination -> destination.mails() > 0).toList(),
        seen.isEmpty() ? null : seen.getLast().destination());
  }

  private static DueDestination dueDestination(ResultSet row, int number) throws SQLException {
    return new DueDestination(
        row.getString("destination"), row.getInt("mails"), row.getBoolean("fresh"));
  }
}
