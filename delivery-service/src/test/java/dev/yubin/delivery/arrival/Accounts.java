package dev.yubin.delivery.arrival;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who receives mail in a test, and what they have received.
final class Accounts {
  private final JdbcClient jdbc;

  Accounts(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  void addDomain(String name) {
    jdbc.sql("insert into domain (name) values (?)").param(name).update();
  }

  long add(String address) {
    long id =
        jdbc.sql(
                """
                insert into account (address, domain, password_hash, scram_salt, scram_iterations,
                  scram_stored_key, scram_server_key)
                values (?, split_part(?, '@', 2), '', '', 1, '', '') returning id
                """)
            .params(address, address)
            .query(Long.class)
            .single();
    jdbc.sql("insert into mailbox (account_id, name, uid_validity) values (?, 'INBOX', 1)")
        .param(id)
        .update();
    return id;
  }

  void addAlias(String address, String... targets) {
    jdbc.sql("insert into alias (address, domain, targets) values (?, split_part(?, '@', 2), ?)")
        .params(address, address, targets)
        .update();
  }

  /// The messages of an account, the prefix and then the octets of the mail, in UID order.
  List<String> messages(String address) {
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

  int count(String address) {
    return jdbc.sql(
            "select count(*) from message m join account a on a.id = m.account_id"
                + " where a.address = ?")
        .param(address)
        .query(Integer.class)
        .single();
  }

  JdbcClient jdbc() {
    return jdbc;
  }
}
