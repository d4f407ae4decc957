package dev.yubin.store.message;

import dev.yubin.store.mailbox.MailboxKey;
import org.springframework.jdbc.core.JdbcTemplate;

/// Takes messages out of a mailbox and remembers which they were, up to a limit (RFC 7162 §5.3).
/// For transactions that hold the lock on the mailbox's row.
final class ExpungeLog {
  private final JdbcTemplate jdbc;
  private final int maxKept;

  /// @param maxKept UIDs of a mailbox; of more, the older half is forgotten
  ExpungeLog(JdbcTemplate jdbc, int maxKept) {
    this.jdbc = jdbc;
    this.maxKept = maxKept;
  }

  /// Deletes messages and logs their UIDs.
  ///
  /// @param flag bit that they must have, 0 for none
  /// @param release whether their mails may be swept
  /// @return how many there were
  int remove(MailboxKey key, UidSet uids, int flag, long modSeq, boolean release) {
    int removed =
        jdbc.update(
            """
            with gone as (
              delete from message d
              using unnest(?::bigint[], ?::bigint[]) as r (first, last)
              where d.account_id = ? and d.mailbox_id = ? and d.uid between r.first and r.last
                and d.flags & ? = ? returning d.account_id, d.mailbox_id, d.uid, d.mail_id),
            freed as (
              insert into released (mail_id) select distinct mail_id from gone where ?)
            insert into expunged (account_id, mailbox_id, uid, modseq)
            select account_id, mailbox_id, uid, ? from gone
            """,
            uids.firsts(),
            uids.lasts(),
            key.account(),
            key.mailbox(),
            flag,
            flag,
            release,
            modSeq);
    if (removed > 0 && count(key, removed) > maxKept) {
      forgetOlderHalf(key);
    }
    return removed;
  }

  private long count(MailboxKey key, int more) {
    Long kept =
        jdbc.queryForObject(
            """
            update mailbox set expunges_kept = expunges_kept + ? where account_id = ? and id = ?
            returning expunges_kept
            """,
            Long.class,
            more,
            key.account(),
            key.mailbox());
    return kept == null ? 0 : kept;
  }

  private void forgetOlderHalf(MailboxKey key) {
    Long last =
        jdbc.queryForObject(
            """
            select modseq from expunged where account_id = ? and mailbox_id = ?
            order by modseq desc offset ? limit 1
            """,
            Long.class,
            key.account(),
            key.mailbox(),
            maxKept / 2);
    if (last != null) {
      forget(key, last);
    }
  }

  /// @param modSeq of the last expunge to be forgotten
  /// @return how many UIDs were
  int forget(MailboxKey key, long modSeq) {
    int forgotten =
        jdbc.update(
            "delete from expunged where account_id = ? and mailbox_id = ? and modseq <= ?",
            key.account(),
            key.mailbox(),
            modSeq);
    jdbc.update(
        """
        update mailbox set expunges_kept = expunges_kept - ?,
          forgotten_modseq = greatest(forgotten_modseq, ?)
        where account_id = ? and id = ?
        """,
        forgotten,
        modSeq,
        key.account(),
        key.mailbox());
    return forgotten;
  }
}
