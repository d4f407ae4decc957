package dev.yubin.store.mailbox;

import dev.yubin.mail.EmailAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Reads and edits the mailboxes of accounts.
public final class Mailboxes {
  private static final String COLUMNS =
      "account_id, id, name, special_use, subscribed, uid_validity, uid_next, highest_modseq";
  private static final RowMapper<Mailbox> ROW = (row, n) -> mailbox(row);

  // Ids ascend and so does the clock, so that a name made anew never has the validity it had
  // before (RFC 9051 §2.3.1.1), however fast it is deleted and created.
  private static final String INSERT =
      """
      with next as (select nextval(pg_get_serial_sequence('mailbox', 'id')) as id)
      insert into mailbox (account_id, id, name, special_use, uid_validity) overriding system value
      select ?, next.id, ?, ?, extract(epoch from now())::bigint + next.id from next
      """
          + "returning "
          + COLUMNS;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  public Mailboxes(DataSource database) {
    jdbc = new JdbcTemplate(database);
    transaction = new TransactionTemplate(new JdbcTransactionManager(database));
  }

  /// The id of an account.
  public OptionalLong account(EmailAddress address) {
    return jdbc
        .queryForList("select id from account where address = ?", Long.class, address.key())
        .stream()
        .mapToLong(Long::longValue)
        .findFirst();
  }

  /// All mailboxes of an account, by name.
  public List<Mailbox> list(long account) {
    return jdbc.query(
        "select " + COLUMNS + " from mailbox where account_id = ? order by name", ROW, account);
  }

  public Optional<Mailbox> find(long account, String name) {
    return jdbc
        .query(
            "select " + COLUMNS + " from mailbox where account_id = ? and name = ?",
            ROW,
            account,
            name)
        .stream()
        .findFirst();
  }

  /// @return empty when there is one of this name
  public Optional<Mailbox> create(long account, String name, @Nullable String specialUse) {
    try {
      return Optional.ofNullable(jdbc.queryForObject(INSERT, ROW, account, name, specialUse));
    } catch (DuplicateKeyException e) {
      return Optional.empty();
    }
  }

  /// Gives a mailbox and all below it another name.
  ///
  /// @return false when one of the new names is taken
  public boolean rename(Mailbox mailbox, String newName) {
    // left() and not like: a name may hold % and _.
    String sql =
        """
        update mailbox set name = ? || substr(name, length(?) + 1)
        where account_id = ? and (id = ? or left(name, length(?) + 1) = ? || '/')
        """;
    String old = mailbox.name();
    MailboxKey key = mailbox.key();
    try {
      return jdbc.update(sql, newName, old, key.account(), key.mailbox(), old, old) > 0;
    } catch (DuplicateKeyException e) {
      return false;
    }
  }

  public void subscribe(MailboxKey key, boolean subscribed) {
    jdbc.update(
        "update mailbox set subscribed = ? where account_id = ? and id = ?",
        subscribed,
        key.account(),
        key.mailbox());
  }

  /// Deletes a mailbox with its messages.
  ///
  /// @return false when it was gone already
  public boolean delete(MailboxKey key) {
    return Boolean.TRUE.equals(transaction.execute(status -> deleteRows(key)));
  }

  private boolean deleteRows(MailboxKey key) {
    Object[] ids = {key.account(), key.mailbox()};
    // The mailbox's row first: its lock keeps arriving mail out.
    if (jdbc.update("delete from mailbox where account_id = ? and id = ?", ids) == 0) {
      return false;
    }
    jdbc.update(
        """
        with gone as (delete from message where account_id = ? and mailbox_id = ? returning mail_id)
        insert into released (mail_id) select distinct mail_id from gone
        """,
        ids);
    jdbc.update("delete from expunged where account_id = ? and mailbox_id = ?", ids);
    jdbc.update("delete from annotation where account_id = ? and mailbox_id = ?", ids);
    return true;
  }

  /// Counts several mailboxes of an account at once. One without messages is absent.
  public Map<MailboxKey, MailboxCounts> count(long account, Collection<MailboxKey> keys) {
    Map<MailboxKey, MailboxCounts> counts = new HashMap<>();
    jdbc.query(
        """
        select mailbox_id, count(*), count(*) filter (where flags & 1 = 0),
          count(*) filter (where flags & 8 <> 0), sum(size),
          coalesce(sum(size) filter (where flags & 8 <> 0), 0)
        from message where account_id = ? and mailbox_id = any(?) group by mailbox_id
        """,
        row -> {
          counts.put(
              new MailboxKey(account, row.getLong(1)),
              new MailboxCounts(
                  row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)));
        },
        account,
        keys.stream().mapToLong(MailboxKey::mailbox).toArray());
    return counts;
  }

  /// The highest mod-sequences of mailboxes of any accounts, in one question.
  public Map<MailboxKey, Long> highestModSeqs(Collection<MailboxKey> keys) {
    List<MailboxKey> asked = new ArrayList<>(keys);
    Map<MailboxKey, Long> found = new HashMap<>();
    jdbc.query(
        """
        select b.account_id, b.id, b.highest_modseq
        from unnest(?::bigint[], ?::bigint[]) as k (account_id, id)
        join mailbox b on b.account_id = k.account_id and b.id = k.id
        """,
        row -> {
          found.put(new MailboxKey(row.getLong(1), row.getLong(2)), row.getLong(3));
        },
        asked.stream().mapToLong(MailboxKey::account).toArray(),
        asked.stream().mapToLong(MailboxKey::mailbox).toArray());
    return found;
  }

  private static Mailbox mailbox(ResultSet row) throws SQLException {
    return new Mailbox(
        new MailboxKey(row.getLong(1), row.getLong(2)),
        row.getString(3),
        row.getString(4),
        row.getBoolean(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8));
  }
}
