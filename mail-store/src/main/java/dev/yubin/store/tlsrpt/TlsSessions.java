package dev.yubin.store.tlsrpt;

import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Counts of what became of sessions. Any number of instances add to them. Safe for use by many
/// threads.
public final class TlsSessions {
  private final JdbcClient jdbc;

  public TlsSessions(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /// @param day of UTC
  /// @param domain of the recipients, A-labels in lower case
  public void add(LocalDate day, String domain, CountedOutcome counted) {
    String json = counted.outcome().toJson();
    jdbc.sql(
            """
            insert into tls_session (day, domain, key, outcome, sessions)
            values (?, ?, sha256(convert_to(?, 'UTF8')), ?::jsonb, ?)
            on conflict (day, domain, key)
              do update set sessions = tls_session.sessions + excluded.sessions
            """)
        .params(day, domain, json, json, counted.sessions())
        .update();
  }

  public List<CountedOutcome> of(LocalDate day, String domain) {
    return jdbc.sql(
            "select outcome, sessions from tls_session where day = ? and domain = ? order by key")
        .params(day, domain)
        .query(
            (row, n) ->
                new CountedOutcome(
                    TlsOutcome.fromJson(row.getString("outcome")), row.getLong("sessions")))
        .list();
  }
}
