package dev.yubin.store.account;

import dev.yubin.directory.DirectoryEntry.Domain.Kind;
import dev.yubin.store.Page;
import dev.yubin.store.dkim.DkimKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The domains that receive mail here. Names are A-labels in lower case.
public final class Domains {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  public Domains(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  /// Makes a domain, and the keys that its mail is signed with.
  ///
  /// @return empty when it exists already
  public Optional<Domain> create(String name) {
    return create(name, Kind.LOCAL);
  }

  /// Makes a domain of a kind, and the keys that its mail is signed with.
  ///
  /// @return empty when it exists already
  public Optional<Domain> create(String name, Kind kind) {
    return transaction.execute(
        status -> {
          Optional<Domain> created =
              jdbc.sql(
                      "insert into domain (name, kind) values (?, ?)"
                          + " on conflict do nothing returning *")
                  .params(name, kind.name().toLowerCase(Locale.ROOT))
                  .query(Domains::domain)
                  .optional();
          created.ifPresent(
              domain -> {
                DkimKeys.make(jdbc, name, Instant.now());
                DirectoryChanges.record(jdbc, name);
              });
          return created;
        });
  }

  public Optional<Domain> find(String name) {
    return jdbc.sql("select * from domain where name = ?")
        .param(name)
        .query(Domains::domain)
        .optional();
  }

  /// @param after the name that the last page ended with, empty for the first
  public Page<Domain> list(String after, int limit) {
    return Page.of(
        jdbc.sql("select * from domain where name > ? order by name limit ?")
            .param(after)
            .param(limit + 1)
            .query(Domains::domain)
            .list(),
        limit);
  }

  public sealed interface Deletion {
    record Deleted() implements Deletion {}

    record NoSuchDomain() implements Deletion {}

    /// Accounts or aliases have addresses in it.
    record InUse(long accounts, long aliases) implements Deletion {}
  }

  public Deletion delete(String name) {
    return transaction.execute(status -> deleteLocked(name));
  }

  private Deletion deleteLocked(String name) {
    if (!lock(jdbc, name)) {
      return new Deletion.NoSuchDomain();
    }
    long accounts = count("select count(*) from account where domain = ?", name);
    long aliases = count("select count(*) from alias where domain = ?", name);
    if (accounts + aliases > 0) {
      return new Deletion.InUse(accounts, aliases);
    }
    jdbc.sql("delete from domain where name = ?").param(name).update();
    DirectoryChanges.record(jdbc, name);
    return new Deletion.Deleted();
  }

  private long count(String sql, String name) {
    return jdbc.sql(sql).param(name).query(Long.class).single();
  }

  /// Lets one transaction at a time change what has addresses in a domain: an address is an account
  /// or an alias, never both, and a domain in use stays.
  ///
  /// @return false when there is no such domain
  static boolean lock(JdbcClient jdbc, String name) {
    return jdbc.sql("select name from domain where name = ? for no key update")
        .param(name)
        .query(String.class)
        .optional()
        .isPresent();
  }

  private static Domain domain(ResultSet row, int number) throws SQLException {
    return new Domain(
        row.getString("name"),
        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getTimestamp("created_at").toInstant());
  }
}
