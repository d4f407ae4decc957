package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.store.message.Quota;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// GETQUOTA and GETQUOTAROOT (RFC 9208 §4.1). An account has one quota root, whose name is empty,
/// or none where it has no limit.
final class TellQuota {
  /// RFC 9208 §4.3.1
  static final Completion OVER =
      Completion.no("OVERQUOTA", "The account has no room: delete some mail and try again");

  private TellQuota() {}

  static Completion of(
      ImapSession session, Account account, ImapCommand.GetQuota command, Response out)
      throws IOException {
    Quota quota = session.services().quotas().of(account.id());
    if (quota.isNone() || !command.root().isEmpty()) {
      return Completion.no("NONEXISTENT", "No such quota root");
    }
    tell(quota, out);
    return Completion.ok("GETQUOTA completed");
  }

  static Completion rootOf(
      ImapSession session, Account account, ImapCommand.GetQuotaRoot command, Response out)
      throws IOException {
    // RFC 9208 §4.1.2: whether there is such a mailbox or not.
    Quota quota = session.services().quotas().of(account.id());
    out.text("* QUOTAROOT ").mailbox(command.mailbox());
    out.text(quota.isNone() ? "" : " \"\"").line();
    if (!quota.isNone()) {
      tell(quota, out);
    }
    return Completion.ok("GETQUOTAROOT completed");
  }

  /// RFC 9208 §4.1.3: QUOTASET is not offered.
  static Completion refuseSet() {
    return Completion.no("NOPERM", "Only the administrator sets quotas");
  }

  private static void tell(Quota quota, Response out) throws IOException {
    List<String> resources = new ArrayList<>();
    Quota.Use octets = quota.octets();
    if (octets != null) {
      // RFC 9208 §5.1: in units of 1,024 octets.
      long used = Math.ceilDiv(octets.used(), 1024L);
      resources.add("STORAGE " + used + " " + octets.limit() / 1024);
    }
    Quota.Use messages = quota.messages();
    if (messages != null) {
      resources.add("MESSAGE " + messages.used() + " " + messages.limit());
    }
    out.text("* QUOTA \"\" (").text(String.join(" ", resources)).text(')').line();
  }
}
