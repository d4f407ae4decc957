package dev.yubin.store.account;

import dev.yubin.mail.EmailAddress;
import dev.yubin.store.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The addresses whose mail goes to others.
public final class Aliases {
  private static final String COLUMNS = "address, targets, created_at";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  public Aliases(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  /// @param address `local-part@domain` or `@domain`, in lower case
  /// @param targets at least one; they keep the case of their local parts
  public Creation<Alias> create(String address, List<EmailAddress> targets) {
    return transaction.execute(
        status -> {
          if (!Domains.lock(jdbc, domain(address))) {
            return new Creation.NoSuchDomain<>();
          }
          if (Accounts.isTaken(jdbc, address)) {
            return new Creation.Exists<>();
          }
          DirectoryChanges.record(jdbc, address);
          return new Creation.Created<>(insert(address, targets));
        });
  }

  private static String domain(String address) {
    return address.substring(address.lastIndexOf('@') + 1);
  }

  private Alias insert(String address, List<EmailAddress> targets) {
    return jdbc.sql(
            "insert into alias (address, domain, targets) values (?, ?, ?) returning " + COLUMNS)
        .param(address)
        .param(domain(address))
        .param(targets.stream().map(EmailAddress::toString).toArray(String[]::new))
        .query(Aliases::alias)
        .single();
  }

  public Optional<Alias> find(String address) {
    return jdbc.sql("select " + COLUMNS + " from alias where address = ?")
        .param(address)
        .query(Aliases::alias)
        .optional();
  }

  /// @param after the address that the last page ended with, empty for the first
  public Page<Alias> list(String after, int limit) {
    return Page.of(
        jdbc.sql("select " + COLUMNS + " from alias where address > ? order by address limit ?")
            .param(after)
            .param(limit + 1)
            .query(Aliases::alias)
            .list(),
        limit);
  }

  /// @return false when there was none
  public boolean delete(String address) {
    return transaction.execute(
        status -> {
          boolean deleted =
              jdbc.sql("delete from alias where address = ?").param(address).update() > 0;
          if (deleted) {
            DirectoryChanges.record(jdbc, address);
          }
          return deleted;
        });
  }

  private static Alias alias(ResultSet row, int number) throws SQLException {
    return new Alias(
        row.getString("address"),
        DirectoryChanges.texts(row, 2).stream().map(EmailAddress::of).toList(),
        row.getTimestamp("created_at").toInstant());
  }
}
