package dev.yubin.store;

import dev.yubin.embedded.TestBackends;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// A fresh database with our schema, and the few rows that a test begins with.
public record MigratedDatabase(DataSource dataSource, JdbcClient jdbc) {

  public static MigratedDatabase create() {
    TestBackends.Database database = TestBackends.postgres();
    DataSource dataSource =
        new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
    Flyway.configure()
        .dataSource(dataSource)
        .locations("classpath:dev/yubin/store/migration")
        .load()
        .migrate();
    return new MigratedDatabase(dataSource, JdbcClient.create(dataSource));
  }

  /// @return the id of a new account with an INBOX
  public long account(String address) {
    String domain = address.substring(address.indexOf('@') + 1);
    jdbc.sql("insert into domain (name) values (?) on conflict do nothing").param(domain).update();
    long id =
        jdbc.sql(
                """
                insert into account (address, domain, password_hash, scram_salt, scram_iterations,
                  scram_stored_key, scram_server_key)
                values (?, ?, '', '', 1, '', '') returning id
                """)
            .params(address, domain)
            .query(Long.class)
            .single();
    jdbc.sql("insert into mailbox (account_id, name, uid_validity) values (?, 'INBOX', 1)")
        .param(id)
        .update();
    return id;
  }

  public long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }
}
