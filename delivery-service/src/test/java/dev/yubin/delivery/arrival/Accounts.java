package dev.yubin.delivery.arrival;

import dev.yubin.store.MigratedDatabase;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who receives mail in a test, and what they have received.
public final class Accounts {
  private final DataSource dataSource;
  private final JdbcClient jdbc;

  public Accounts(DataSource dataSource) {
    this.dataSource = dataSource;
    this.jdbc = JdbcClient.create(dataSource);
  }

  public void addDomain(String name) {
    jdbc.sql("insert into domain (name) values (?)").param(name).update();
  }

  public long add(String address) {
    return new MigratedDatabase(dataSource, jdbc).account(address);
  }

  public void addAlias(String address, String... targets) {
    jdbc.sql("insert into alias (address, domain, targets) values (?, split_part(?, '@', 2), ?)")
        .params(address, address, targets)
        .update();
  }

  /// The messages of an account, the prefix and then the octets of the mail, in UID order.
  public List<String> messages(String address) {
    return jdbc.sql(
            """
            select convert_from(m.prefix || (
                select string_agg(c.octets, ''::bytea order by c.seq)
                from mail_chunk c where c.mail_id = m.mail_id), 'UTF8')
            from message m join account a on a.id = m.account_id
            where a.address = ? order by m.uid
            """)
        .param(address)
        .query((row, n) -> row.getString(1))
        .list();
  }

  public int count(String address) {
    return jdbc.sql(
            "select count(*) from message m join account a on a.id = m.account_id"
                + " where a.address = ?")
        .param(address)
        .query(Integer.class)
        .single();
  }

  public JdbcClient jdbc() {
    return jdbc;
  }
}
