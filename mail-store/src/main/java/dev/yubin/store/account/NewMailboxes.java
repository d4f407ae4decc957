package dev.yubin.store.account;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The mailboxes that an account begins with.
final class NewMailboxes {
  private record NewMailbox(String name, @Nullable String specialUse) {}

  /// RFC 6154 §2 names the uses; clients find the mailboxes by them whatever their names.
  private static final List<NewMailbox> MAILBOXES =
      List.of(
          new NewMailbox("INBOX", null),
          new NewMailbox("Drafts", "\\Drafts"),
          new NewMailbox("Sent", "\\Sent"),
          new NewMailbox("Trash", "\\Trash"),
          new NewMailbox("Junk", "\\Junk"),
          new NewMailbox("Archive", "\\Archive"));

  private NewMailboxes() {}

  static void create(JdbcClient jdbc, long accountId) {
    // RFC 9051 §2.3.1.1: an account that is deleted and made again has greater UIDVALIDITYs than
    // before. The clock and the ids both ascend, so their sums do, however fast it happens.
    jdbc.sql(
            """
            insert into mailbox (account_id, id, name, special_use, uid_validity)
            overriding system value
            select ?, id, name, use, extract(epoch from now())::bigint + id
            from (
              select nextval(pg_get_serial_sequence('mailbox', 'id')) as id, name, use
              from unnest(?, ?) as m (name, use)
            ) as numbered
            """)
        .param(accountId)
        .param(MAILBOXES.stream().map(NewMailbox::name).toArray(String[]::new))
        .param(MAILBOXES.stream().map(NewMailbox::specialUse).toArray(String[]::new))
        .update();
  }
}
