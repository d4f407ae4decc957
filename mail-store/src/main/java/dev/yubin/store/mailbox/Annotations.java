package dev.yubin.store.mailbox;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What clients note about mailboxes, and about the account itself (RFC 5464). Entries are in lower
/// case. Safe for use by many threads.
public final class Annotations {
  /// Annotations of a mailbox.
  public static final int MAX_ENTRIES = 50;

  /// The id that stands for the account itself.
  private static final long ACCOUNT = 0;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  public Annotations(DataSource database) {
    jdbc = new JdbcTemplate(database);
    transaction = new TransactionTemplate(new JdbcTransactionManager(database));
  }

  /// The key under which annotations of an account are.
  public static MailboxKey ofAccount(long account) {
    return new MailboxKey(account, ACCOUNT);
  }

  /// All annotations of some mailboxes of an account, by entry. A mailbox without any is absent.
  public Map<MailboxKey, TreeMap<String, byte[]>> of(long account, Collection<MailboxKey> keys) {
    Map<MailboxKey, TreeMap<String, byte[]>> found = new HashMap<>();
    jdbc.query(
        """
        select mailbox_id, entry, value from annotation
        where account_id = ? and mailbox_id = any(?)
        """,
        row -> {
          MailboxKey key = new MailboxKey(account, row.getLong(1));
          found.computeIfAbsent(key, k -> new TreeMap<>()).put(row.getString(2), row.getBytes(3));
        },
        account,
        keys.stream().mapToLong(MailboxKey::mailbox).toArray());
    return found;
  }

  /// Sets annotations, all or none.
  ///
  /// @param values by entry, null to remove one
  /// @return false when there would be too many
  public boolean set(MailboxKey key, Map<String, byte @Nullable []> values) {
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              boolean done = setLocked(key, values);
              if (!done) {
                status.setRollbackOnly();
              }
              return done;
            }));
  }

  private boolean setLocked(MailboxKey key, Map<String, byte @Nullable []> values) {
    // Of two that count at the same time, the second one sees what the first has set.
    jdbc.query("select id from account where id = ? for no key update", row -> {}, key.account());
    values.forEach((entry, value) -> set(key, entry, value));
    Integer count =
        jdbc.queryForObject(
            "select count(*) from annotation where account_id = ? and mailbox_id = ?",
            Integer.class,
            key.account(),
            key.mailbox());
    return count != null && count <= MAX_ENTRIES;
  }

  private void set(MailboxKey key, String entry, byte @Nullable [] value) {
    if (value == null) {
      jdbc.update(
          "delete from annotation where account_id = ? and mailbox_id = ? and entry = ?",
          key.account(),
          key.mailbox(),
          entry);
      return;
    }
    jdbc.update(
        """
        insert into annotation (account_id, mailbox_id, entry, value) values (?, ?, ?, ?)
        on conflict (account_id, mailbox_id, entry) do update set value = excluded.value
        """,
        key.account(),
        key.mailbox(),
        entry,
        value);
  }

  /// Gives a mailbox that is new what another one has.
  public void copy(MailboxKey from, MailboxKey to) {
    jdbc.update(
        """
        insert into annotation (account_id, mailbox_id, entry, value)
        select account_id, ?, entry, value from annotation where account_id = ? and mailbox_id = ?
        """,
        to.mailbox(),
        from.account(),
        from.mailbox());
  }
}
