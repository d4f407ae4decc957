package dev.yubin.store.message;

import dev.yubin.store.mailbox.MailboxKey;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/// Tells how much of its quota an account has used. Safe for use by many threads.
public final class Quotas {
  private static final String QUOTA =
      """
      select a.quota_bytes, coalesce(sum(b.octets), 0)::bigint
      from account a left join mailbox b on b.account_id = a.id
      where a.id = ? and a.quota_bytes is not null
      group by a.quota_bytes
      """;
  private static final String SIZE = "select coalesce(sum(m.size), 0)::bigint " + Messages.OF_UIDS;

  private final JdbcTemplate jdbc;

  public Quotas(DataSource database) {
    jdbc = new JdbcTemplate(database);
  }

  /// @return empty for an account without a limit
  public Optional<Quota> of(long account) {
    return jdbc
        .query(QUOTA, (row, n) -> new Quota(row.getLong(2), row.getLong(1)), account)
        .stream()
        .findFirst();
  }

  /// Whether an account has room for so much more. Not under a lock: of mails that come at the
  /// same moment each sees the room that there was before.
  public boolean hasRoomFor(long account, long octets) {
    return of(account).map(quota -> quota.hasRoomFor(octets)).orElse(true);
  }

  /// Whether an account has room for copies of some of its messages.
  public boolean hasRoomForCopies(MailboxKey mailbox, UidSet uids) {
    return of(mailbox.account()).map(quota -> quota.hasRoomFor(octets(mailbox, uids))).orElse(true);
  }

  private long octets(MailboxKey mailbox, UidSet uids) {
    Long sum =
        jdbc.queryForObject(
            SIZE, Long.class, uids.firsts(), uids.lasts(), mailbox.account(), mailbox.mailbox());
    return sum == null ? 0 : sum;
  }
}
