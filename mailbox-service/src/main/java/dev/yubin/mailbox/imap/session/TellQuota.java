package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.store.message.Quota;
import java.io.IOException;
import java.util.Optional;

/// GETQUOTA and GETQUOTAROOT (RFC 9208 §4.1). An account has one quota root, whose name is empty,
/// or none where it has no limit. RFC 9208 §5.2, resource MESSAGE, not done: no such limit is kept.
final class TellQuota {
  /// RFC 9208 §4.3.1
  static final Completion OVER =
      Completion.no("OVERQUOTA", "The account has no room: delete some mail and try again");

  private TellQuota() {}

  static Completion of(
      ImapSession session, Account account, ImapCommand.GetQuota command, Response out)
      throws IOException {
    Optional<Quota> quota = session.services().quotas().of(account.id());
    if (quota.isEmpty() || !command.root().isEmpty()) {
      return Completion.no("NONEXISTENT", "No such quota root");
    }
    tell(quota.get(), out);
    return Completion.ok("GETQUOTA completed");
  }

  static Completion rootOf(
      ImapSession session, Account account, ImapCommand.GetQuotaRoot command, Response out)
      throws IOException {
    // RFC 9208 §4.1.2: whether there is such a mailbox or not.
    Optional<Quota> quota = session.services().quotas().of(account.id());
    out.text("* QUOTAROOT ").mailbox(command.mailbox());
    out.text(quota.isPresent() ? " \"\"" : "").line();
    if (quota.isPresent()) {
      tell(quota.get(), out);
    }
    return Completion.ok("GETQUOTAROOT completed");
  }

  /// RFC 9208 §4.1.3: QUOTASET is not offered.
  static Completion refuseSet() {
    return Completion.no("NOPERM", "Only the administrator sets quotas");
  }

  /// RFC 9208 §5.1: in units of 1,024 octets.
  private static void tell(Quota quota, Response out) throws IOException {
    out.text("* QUOTA \"\" (STORAGE ").number(Math.ceilDiv(quota.used(), 1024L));
    out.text(' ').number(quota.limit() / 1024).text(')').line();
  }
}
