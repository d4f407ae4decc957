package dev.yubin.store.login;

import dev.yubin.mail.EmailAddress;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The networks from which the owners of accounts log in.
public final class LoginNetworks {
  private final JdbcClient jdbc;

  public LoginNetworks(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /// @param within how long ago the last login is at most
  public boolean knows(EmailAddress account, String network, Duration within) {
    return jdbc.sql(
            """
            select exists (select from login_network
              where account = ? and network = ? and seen_at > now() - make_interval(secs => ?))
            """)
        .params(account.key(), network, seconds(within))
        .query(Boolean.class)
        .single();
  }

  /// Remembers a login. Writes once a day.
  public void add(EmailAddress account, String network) {
    jdbc.sql(
            """
            insert into login_network as n (account, network)
            select address, ? from account where address = ?
            on conflict (account, network) do update set seen_at = now()
              where n.seen_at < now() - interval '1 day'
            """)
        .params(network, account.key())
        .update();
  }

  /// Forgets networks of which the last login is longer ago.
  public int sweep(Duration age) {
    return jdbc.sql("delete from login_network where seen_at <= now() - make_interval(secs => ?)")
        .param(seconds(age))
        .update();
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
