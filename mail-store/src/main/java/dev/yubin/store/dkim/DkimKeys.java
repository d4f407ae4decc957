package dev.yubin.store.dkim;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The DKIM keys of our domains. Safe for use by many threads.
public final class DkimKeys {
  /// How long after a rotation the new keys wait to be published.
  private static final Duration PUBLICATION = Duration.ofDays(2);

  /// How long a key stays published after its last signature: mail waits in queues for days.
  private static final Duration VERIFICATION = Duration.ofDays(7);

  private static final DateTimeFormatter SELECTOR =
      DateTimeFormatter.ofPattern("'y'yyyyMM").withZone(ZoneOffset.UTC);

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  public DkimKeys(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  /// What signs now: of each algorithm the youngest key that is active. A domain that has no keys
  /// yet gets them.
  ///
  /// @param domain A-labels, lower case
  /// @return none when the domain is not ours
  public List<DkimKey> signing(String domain) {
    makeUnlessThere(domain);
    return jdbc.sql(
            """
            select distinct on (algorithm) * from dkim_key
            where domain = ? and active_from <= now() and (retired_at is null or retired_at > now())
            order by algorithm desc, active_from desc
            """)
        .param(domain)
        .query(DkimKeys::key)
        .list();
  }

  /// What is to be found in DNS now, those that sign later with them.
  public List<DkimKey> published(String domain) {
    makeUnlessThere(domain);
    return jdbc.sql(
            """
            select * from dkim_key where domain = ? and (retired_at is null or retired_at > now())
            order by active_from, algorithm desc
            """)
        .param(domain)
        .query(DkimKeys::key)
        .list();
  }

  private void makeUnlessThere(String domain) {
    if (count(jdbc, domain, "") == 0) {
      transaction.executeWithoutResult(
          status -> {
            if (lock(domain) && count(jdbc, domain, "") == 0) {
              make(jdbc, domain, Instant.now());
            }
          });
    }
  }

  /// Makes the next pair. It signs in two days, and the former is published for a week more.
  ///
  /// @return false when there is no such domain
  public boolean rotate(String domain) {
    Instant turn = Instant.now().plus(PUBLICATION);
    return transaction.execute(
        status -> {
          if (!lock(domain)) {
            return false;
          }
          jdbc.sql("update dkim_key set retired_at = ? where domain = ? and retired_at is null")
              .param(turn.plus(VERIFICATION).atOffset(ZoneOffset.UTC))
              .param(domain)
              .update();
          boolean first = count(jdbc, domain, "") == 0;
          make(jdbc, domain, first ? Instant.now() : turn);
          return true;
        });
  }

  private boolean lock(String domain) {
    return jdbc.sql("select 1 from domain where name = ? for no key update")
        .param(domain)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /// Makes a pair in the transaction that holds the lock of the domain or has just made it.
  public static void make(JdbcClient jdbc, String domain, Instant activeFrom) {
    String month = SELECTOR.format(Instant.now());
    int before = count(jdbc, domain, month) / 2;
    for (NewKey key : NewKey.pair()) {
      // y202611r, and y202611r2 when there is one more in a month.
      String selector = month + key.algorithm().charAt(0) + (before == 0 ? "" : before + 1);
      jdbc.sql(
              """
              insert into dkim_key (domain, selector, algorithm, private_key, public_key, active_from)
              values (?, ?, ?, ?, ?, ?)
              """)
          .params(domain, selector, key.algorithm(), key.privateKey(), key.publicKey())
          .param(activeFrom.atOffset(ZoneOffset.UTC))
          .update();
    }
  }

  private static int count(JdbcClient jdbc, String domain, String prefix) {
    return jdbc.sql("select count(*) from dkim_key where domain = ? and starts_with(selector, ?)")
        .params(domain, prefix)
        .query(Integer.class)
        .single();
  }

  private static DkimKey key(ResultSet row, int number) throws SQLException {
    return new DkimKey(
        row.getString("selector"),
        row.getString("algorithm"),
        row.getBytes("private_key"),
        row.getBytes("public_key"));
  }
}
