package dev.yubin.mailbox.imap.objectid;

import dev.yubin.store.mailbox.MailboxKey;

/// MAILBOXID (RFC 8474 §4).
public final class MailboxId {
  private MailboxId() {}

  /// The argument of the response code and of STATUS.
  public static String of(MailboxKey key) {
    return "(F" + key.mailbox() + ")";
  }
}
