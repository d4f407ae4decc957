package dev.yubin.store.message;

import dev.yubin.store.mailbox.MailboxKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Tells how much of its quota an account has used. Safe for use by many threads.
public final class Quotas {
  private static final String QUOTA =
      """
      select a.quota_bytes, coalesce(sum(b.octets), 0)::bigint,
        a.quota_messages, coalesce(sum(b.messages), 0)::bigint
      from account a left join mailbox b on b.account_id = a.id
      where a.id = ?
      group by a.id
      """;
  private static final String SIZE =
      "select coalesce(sum(m.size), 0)::bigint, count(*) " + Messages.OF_UIDS;

  private final JdbcTemplate jdbc;

  public Quotas(DataSource database) {
    jdbc = new JdbcTemplate(database);
  }

  public Quota of(long account) {
    return jdbc.query(QUOTA, (row, n) -> new Quota(use(row, 1), use(row, 3)), account).stream()
        .findFirst()
        .orElse(Quota.NONE);
  }

  private static Quota.@Nullable Use use(ResultSet row, int column) throws SQLException {
    long limit = row.getLong(column);
    return row.wasNull() ? null : new Quota.Use(row.getLong(column + 1), limit);
  }

  /// Whether an account has room for copies of some of its messages. Not under a lock: of mails
  /// that come at the same moment each sees the room that there was before.
  public boolean hasRoomForCopies(MailboxKey mailbox, UidSet uids) {
    Quota quota = of(mailbox.account());
    return quota.isNone() || hasRoomFor(quota, mailbox, uids);
  }

  private boolean hasRoomFor(Quota quota, MailboxKey mailbox, UidSet uids) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            SIZE,
            (row, n) -> quota.hasRoomFor(row.getLong(1), row.getLong(2)),
            uids.firsts(),
            uids.lasts(),
            mailbox.account(),
            mailbox.mailbox()));
  }
}
