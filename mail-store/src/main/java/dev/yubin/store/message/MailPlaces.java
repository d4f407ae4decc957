package dev.yubin.store.message;

import dev.yubin.mail.MailId;
import dev.yubin.store.mailbox.MailboxKey;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Where a mail is. Safe for use by many threads.
public final class MailPlaces {
  private final JdbcClient jdbc;

  public MailPlaces(DataSource database) {
    this.jdbc = JdbcClient.create(database);
  }

  /// A message in a mailbox.
  public record Place(MailboxKey mailbox, long uid) {}

  /// All messages that a mail is, as others see it at this moment.
  public List<Place> of(MailId mail) {
    return jdbc.sql("select account_id, mailbox_id, uid from message where mail_id = ?")
        .param(mail.value())
        .query(
            (row, n) ->
                new Place(
                    new MailboxKey(row.getLong("account_id"), row.getLong("mailbox_id")),
                    row.getLong("uid")))
        .list();
  }
}
