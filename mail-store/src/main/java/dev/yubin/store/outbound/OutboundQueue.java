package dev.yubin.store.outbound;

import dev.yubin.mail.MailId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The queue of mail for other hosts. Any number of instances work on it; each claims what no other
/// has. Safe for use by many threads.
public final class OutboundQueue {
  private final JdbcClient jdbc;

  public OutboundQueue(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /// Takes mails that are due, of each destination in the order of [Backlog#due].
  ///
  /// @param most how many at most, by destination
  /// @param lease how long they are the caller's; what is not settled by then falls due again
  public List<OutboundMail> claim(Map<String, Integer> most, Duration lease) {
    return jdbc.sql(
            """
            with due as (
              select d.id from unnest(?::text[], ?::int[]) as w (destination, most)
              cross join lateral (
                select one.id from generate_series(-9, 9) as p (priority)
                cross join lateral (
                  select o.id, o.due_at from outbound o
                  where o.destination = w.destination and o.priority = p.priority
                    and o.due_at <= now()
                  order by o.due_at limit w.most for update skip locked
                ) one
                order by one.due_at - p.priority * interval '10 minutes' limit w.most
              ) d
            )
            update outbound o
            set due_at = now() + make_interval(secs => ?), attempts = attempts + 1,
              leased_until = now() + make_interval(secs => ?)
            from due, mail m
            where o.id = due.id and m.id = o.mail_id
            returning o.*, m.size
            """)
        .params(most.keySet().toArray(String[]::new), most.values().toArray(Integer[]::new))
        .params(seconds(lease), seconds(lease))
        .query(OutboundQueue::outboundMail)
        .list();
  }

  /// Takes mails that were held and are to go now. Like [#claim], for a time.
  public List<OutboundMail> claimHeld(int limit, Duration lease) {
    return jdbc.sql(
            """
            with due as (
              select id from outbound where destination = '' and due_at <= now()
              order by due_at limit ? for update skip locked
            )
            update outbound o
            set due_at = now() + make_interval(secs => ?), attempts = attempts + 1,
              leased_until = now() + make_interval(secs => ?)
            from due, mail m
            where o.id = due.id and m.id = o.mail_id
            returning o.*, m.size
            """)
        .params(limit, seconds(lease), seconds(lease))
        .query(OutboundQueue::outboundMail)
        .list();
  }

  /// Prolongs the lease of mails whose attempts still go on.
  public void renew(Collection<Long> ids, Duration lease) {
    jdbc.sql(
            """
            update outbound set due_at = now() + make_interval(secs => ?),
              leased_until = now() + make_interval(secs => ?)
            where id = any(?) and leased_until is not null
              and due_at < now() + make_interval(secs => ?)
            """)
        .params(seconds(lease), seconds(lease), ids.toArray(Long[]::new), seconds(lease))
        .update();
  }

  /// Gives claimed mails back, as if they had not been claimed.
  public void release(Collection<OutboundMail> claimed) {
    jdbc.sql(
            """
            update outbound o set due_at = now(), attempts = o.attempts - 1, leased_until = null
            from unnest(?::bigint[], ?::int[]) as c (id, attempts)
            where o.id = c.id and o.attempts = c.attempts
            """)
        .params(
            claimed.stream().map(OutboundMail::id).toArray(Long[]::new),
            claimed.stream().map(OutboundMail::attempts).toArray(Integer[]::new))
        .update();
  }

  static OutboundMail outboundMail(ResultSet rs, int row) throws SQLException {
    Demands demands = Demands.fromJson(rs.getString("parameters"));
    return new OutboundMail(
        rs.getLong("id"),
        new MailId(rs.getObject("mail_id", UUID.class)),
        rs.getString("destination"),
        rs.getString("reverse_path"),
        demands.parameters(rs.getBoolean("smtputf8"), rs.getInt("priority")),
        demands.recipients(strings(rs.getArray("recipients"))),
        rs.getTimestamp("queued_at").toInstant(),
        rs.getInt("attempts"),
        rs.getBoolean("delay_told"),
        rs.getBoolean("late_told"),
        rs.getLong("size"));
  }

  private static List<String> strings(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
