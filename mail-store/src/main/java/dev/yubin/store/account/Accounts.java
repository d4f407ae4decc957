package dev.yubin.store.account;

import dev.yubin.mail.EmailAddress;
import dev.yubin.store.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Those who have mailboxes here.
public final class Accounts {
  private static final String COLUMNS =
      "id, address, quota_bytes, quota_messages, enabled, created_at";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Passwords passwords;

  public Accounts(DataSource dataSource, Passwords passwords) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.passwords = passwords;
  }

  /// Makes an account and the mailboxes that it begins with.
  ///
  /// @param quotaBytes null for no limit
  /// @return empty when too many passwords are waiting to be hashed
  public Optional<Creation<Account>> create(
      EmailAddress address, String password, @Nullable Long quotaBytes) {
    return passwords
        .credentials(password)
        .map(
            credentials -> transaction.execute(status -> create(address, credentials, quotaBytes)));
  }

  private Creation<Account> create(
      EmailAddress address, Credentials credentials, @Nullable Long quotaBytes) {
    if (!Domains.lock(jdbc, address.domain())) {
      return new Creation.NoSuchDomain<>();
    }
    if (isTaken(jdbc, address.key())) {
      return new Creation.Exists<>();
    }
    Account account = insert(address, credentials, quotaBytes);
    NewMailboxes.create(jdbc, account.id());
    DirectoryChanges.record(jdbc, address.key());
    return new Creation.Created<>(account);
  }

  private Account insert(EmailAddress address, Credentials credentials, @Nullable Long quotaBytes) {
    return jdbc.sql(
            """
            insert into account (address, domain, password_hash, scram_salt, scram_iterations,
              scram_stored_key, scram_server_key, quota_bytes)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """
                + "returning "
                + COLUMNS)
        .param(address.key())
        .param(address.domain())
        .param(credentials.passwordHash())
        .param(credentials.scramKeys().salt())
        .param(credentials.scramKeys().iterations())
        .param(credentials.scramKeys().storedKey())
        .param(credentials.scramKeys().serverKey())
        .param(quotaBytes)
        .query(Accounts::account)
        .single();
  }

  public Optional<Account> find(EmailAddress address) {
    return jdbc.sql("select " + COLUMNS + " from account where address = ?")
        .param(address.key())
        .query(Accounts::account)
        .optional();
  }

  /// @param after the address that the last page ended with, empty for the first
  public Page<Account> list(String after, int limit) {
    return Page.of(
        jdbc.sql("select " + COLUMNS + " from account where address > ? order by address limit ?")
            .param(after)
            .param(limit + 1)
            .query(Accounts::account)
            .list(),
        limit);
  }

  /// Sets how much mail an account may have. What it has beyond that stays.
  ///
  /// @param bytes null for no limit
  /// @param messages null for no limit
  /// @return empty when there is no such account
  public Optional<Account> setQuota(
      EmailAddress address, @Nullable Long bytes, @Nullable Long messages) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              Optional<Account> account =
                  jdbc.sql(
                          "update account set quota_bytes = ?, quota_messages = ?"
                              + " where address = ? returning "
                              + COLUMNS)
                      .param(bytes)
                      .param(messages)
                      .param(address.key())
                      .query(Accounts::account)
                      .optional();
              // It may be full now, or no more.
              account.ifPresent(changed -> DirectoryChanges.record(jdbc, address.key()));
              return account;
            }));
  }

  /// Deletes an account with its mailboxes and messages.
  ///
  /// @return false when there was none
  public boolean delete(EmailAddress address) {
    return transaction.execute(
        status -> {
          Optional<Long> id =
              jdbc.sql("delete from account where address = ? returning id")
                  .param(address.key())
                  .query(Long.class)
                  .optional();
          id.ifPresent(this::deleteMail);
          id.ifPresent(deleted -> DirectoryChanges.record(jdbc, address.key()));
          return id.isPresent();
        });
  }

  private void deleteMail(long id) {
    // Mailboxes first and in the order of their ids, as deliveries lock them: the deletion waits
    // for
    // those that are under way, and then sees what they stored.
    jdbc.sql("select id from mailbox where account_id = ? order by id for update")
        .param(id)
        .query(Long.class)
        .list();
    jdbc.sql("delete from mailbox where account_id = ?").param(id).update();
    jdbc.sql(
            """
            with deleted as (delete from message where account_id = ? returning mail_id)
            insert into released (mail_id) select distinct mail_id from deleted
            """)
        .param(id)
        .update();
    jdbc.sql("delete from expunged where account_id = ?").param(id).update();
    jdbc.sql("delete from annotation where account_id = ?").param(id).update();
  }

  /// Whether an account or an alias has the address. For a transaction that holds its domain's
  /// lock.
  static boolean isTaken(JdbcClient jdbc, String address) {
    return jdbc.sql(
            """
            select exists (select from account where address = :address)
              or exists (select from alias where address = :address)
            """)
        .param("address", address)
        .query(Boolean.class)
        .single();
  }

  private static Account account(ResultSet row, int number) throws SQLException {
    return new Account(
        row.getLong("id"),
        EmailAddress.of(row.getString("address")),
        row.getObject("quota_bytes", Long.class),
        row.getObject("quota_messages", Long.class),
        row.getBoolean("enabled"),
        row.getTimestamp("created_at").toInstant());
  }
}
