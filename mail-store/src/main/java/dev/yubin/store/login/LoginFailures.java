package dev.yubin.store.login;

import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How many logins have failed, by whatever they are counted by. A count begins with a failure and
/// is forgotten when its window is over. One statement counts, on the database's clock: of any
/// number of callers at any number of instances, no two get the same number.
public final class LoginFailures {
  private static final RowMapper<Count> COUNT =
      (row, n) ->
          new Count(
              row.getString("subject"),
              row.getInt("failures"),
              Duration.ofMillis(row.getLong("millis")));

  private static final String COLUMNS =
      "subject, failures, ceil(extract(epoch from until - now()) * 1000)::bigint as millis";

  private final JdbcClient jdbc;

  public LoginFailures(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /// @param left until the window is over
  public record Count(String subject, int failures, Duration left) {}

  /// The counts that have begun.
  public List<Count> of(List<String> subjects) {
    return jdbc.sql(
            "select %s from login_failure where subject = any(?) and until > now()"
                .formatted(COLUMNS))
        .param(subjects.toArray(String[]::new))
        .query(COUNT)
        .list();
  }

  /// Counts a failure by all of the subjects.
  ///
  /// @param window for how long a count lasts that begins with this failure
  /// @return the counts with this failure
  public List<Count> add(List<String> subjects, Duration window) {
    // In the same order everywhere, so that two callers never wait for one another.
    return jdbc.sql(
            """
            insert into login_failure as f (subject, failures, until)
            select s, 1, now() + make_interval(secs => ?) from unnest(?) s order by s
            on conflict (subject) do update set
              failures = case when f.until > now() then f.failures + 1 else 1 end,
              until = case when f.until > now() then f.until else excluded.until end
            returning %s
            """
                .formatted(COLUMNS))
        .params(window.toMillis() / 1000.0, subjects.toArray(String[]::new))
        .query(COUNT)
        .list();
  }

  /// Removes the counts whose window is over.
  public int sweep() {
    return jdbc.sql("delete from login_failure where until <= now()").update();
  }
}
