package dev.yubin.store.message;

import dev.yubin.store.mailbox.MailboxKey;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/// What mod-sequences tell to a client that has been away (RFC 7162).
public final class ModSeqs {
  private final JdbcTemplate jdbc;

  public ModSeqs(DataSource database) {
    jdbc = new JdbcTemplate(database);
  }

  /// UIDs of all messages that are new or have new flags since.
  public UidSet changedSince(MailboxKey key, long modSeq) {
    return uids("message", key, modSeq);
  }

  /// UIDs of all messages that were expunged since.
  ///
  /// RFC 7162 §3.2.6 compares with the smallest expunge that is remembered. Where none between that
  /// and the last forgotten one ever was, the log is as complete, so the latter decides (§5.3).
  ///
  /// @return empty when some of them are forgotten
  public Optional<UidSet> expungedSince(MailboxKey key, long modSeq) {
    // Read before: what is forgotten later is noticed here.
    UidSet uids = uids("expunged", key, modSeq);
    boolean complete =
        jdbc
            .queryForList(
                "select forgotten_modseq from mailbox where account_id = ? and id = ?",
                Long.class,
                key.account(),
                key.mailbox())
            .stream()
            .allMatch(forgotten -> forgotten <= modSeq);
    return complete ? Optional.of(uids) : Optional.empty();
  }

  private UidSet uids(String table, MailboxKey key, long modSeq) {
    UidSet.Builder uids = new UidSet.Builder();
    jdbc.query(
        "select uid from "
            + table
            + " where account_id = ? and mailbox_id = ? and modseq > ? order by uid",
        row -> {
          uids.add(row.getLong(1));
        },
        key.account(),
        key.mailbox(),
        modSeq);
    return uids.build();
  }

  /// The highest mod-sequence among messages of a mailbox, 0 when none of them is there.
  public long highest(MailboxKey key, UidSet uids) {
    Long highest =
        jdbc.queryForObject(
            "select coalesce(max(m.modseq), 0) " + Messages.OF_UIDS,
            Long.class,
            uids.firsts(),
            uids.lasts(),
            key.account(),
            key.mailbox());
    return highest == null ? 0 : highest;
  }
}
