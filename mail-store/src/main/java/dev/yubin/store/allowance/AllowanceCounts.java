package dev.yubin.store.allowance;

import dev.yubin.allowance.Allowances.Limit;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How many mails and recipients were sent, by account or network. A count begins with what is
/// sent first and is forgotten when its window is over. One statement looks and takes, on the
/// database's clock: any number of callers at any number of instances get what is allowed and
/// not one more.
public final class AllowanceCounts {
  private final JdbcClient jdbc;

  public AllowanceCounts(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /// Takes mails and recipients, all or nothing. What begins a window may be more than the limit.
  ///
  /// @return empty when they were taken, otherwise the time until the counts begin anew
  public Optional<Duration> take(String subject, int mails, int recipients, Limit limit) {
    boolean taken =
        jdbc.sql(
                    """
                insert into allowance as a (subject, mails, recipients, until)
                values (:subject, :mails, :recipients, now() + make_interval(secs => :window))
                on conflict (subject) do update set
                  mails = excluded.mails + case when a.until > now() then a.mails else 0 end,
                  recipients = excluded.recipients
                    + case when a.until > now() then a.recipients else 0 end,
                  until = case when a.until > now() then a.until else excluded.until end
                where a.until <= now()
                  or (:maxMails = 0 or a.mails + excluded.mails <= :maxMails)
                    and (:maxRecipients = 0 or a.recipients + excluded.recipients <= :maxRecipients)
                """)
                .param("subject", subject)
                .param("mails", mails)
                .param("recipients", recipients)
                .param("window", (double) limit.windowSeconds())
                .param("maxMails", limit.mails())
                .param("maxRecipients", limit.recipients())
                .update()
            > 0;
    return taken ? Optional.empty() : Optional.of(left(subject));
  }

  private Duration left(String subject) {
    return jdbc.sql(
            """
            select ceil(extract(epoch from until - now()) * 1000)::bigint from allowance
            where subject = ? and until > now()
            """)
        .param(subject)
        .query(Long.class)
        .optional()
        .map(Duration::ofMillis)
        // The window was over between the two statements.
        .orElse(Duration.ofSeconds(1));
  }

  /// Removes the counts whose window is over.
  public int sweep() {
    return jdbc.sql("delete from allowance where until <= now()").update();
  }
}
