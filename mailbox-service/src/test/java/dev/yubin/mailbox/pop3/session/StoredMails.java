package dev.yubin.mailbox.pop3.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.yubin.mail.AcceptedMail;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.MailId;
import dev.yubin.mailbox.RunningMailboxService;
import dev.yubin.store.account.Accounts;
import dev.yubin.store.account.Domains;
import java.util.Arrays;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Accounts with mail in their INBOX, as delivery leaves it.
record StoredMails(RunningMailboxService service, JdbcClient jdbc) {
  static final String PASSWORD = "yubin-demo";
  private static final String PREFIX = "Return-Path: <>\r\n";

  static StoredMails of(RunningMailboxService service) {
    service.bean(Domains.class).create("example.test");
    return new StoredMails(service, JdbcClient.create(service.bean(DataSource.class)));
  }

  void createAccount(String address) {
    service.bean(Accounts.class).create(EmailAddress.of(address), PASSWORD, null);
    // Names of messages are then known.
    jdbc.sql("update mailbox set uid_validity = 7 where name = 'INBOX'").update();
  }

  /// @param octets with the recipient's own prefix where it begins so
  void add(String address, String octets) {
    String prefix = octets.startsWith(PREFIX) ? PREFIX : "";
    add(address, prefix, octets.substring(prefix.length()).getBytes(ISO_8859_1));
  }

  void add(String address, String prefix, byte[] content) {
    MailId id = MailId.create();
    int first = content.length % AcceptedMail.CHUNK_SIZE;
    jdbc.sql("insert into mail (id, size, first_chunk_size) values (?, ?, ?)")
        .params(id.value(), content.length, first)
        .update();
    int sequence = 0;
    int at = 0;
    for (int end = first; end <= content.length; end += AcceptedMail.CHUNK_SIZE) {
      jdbc.sql("insert into mail_chunk (mail_id, seq, octets) values (?, ?, ?)")
          .params(id.value(), sequence++, Arrays.copyOfRange(content, at, end))
          .update();
      at = end;
    }
    jdbc.sql(
            """
            with inbox as (
              update mailbox set uid_next = uid_next + 1 where name = 'INBOX'
                and account_id = (select id from account where address = ?)
              returning account_id, id, uid_next - 1 as uid
            )
            insert into message (account_id, mailbox_id, uid, mail_id, modseq, internal_date,
              prefix, size)
            select account_id, id, uid, ?, 1, now(), ?, ? from inbox
            """)
        .params(address, id.value(), prefix.getBytes(ISO_8859_1), prefix.length() + content.length)
        .update();
  }
}
