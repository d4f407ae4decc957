package dev.yubin.mailbox.imap.session;

/// CLOSE (RFC 9051 §6.4.1) and UNSELECT (§6.4.2).
final class LeaveMailbox {
  private LeaveMailbox() {}

  /// Expunges without telling.
  static Completion close(ImapSession session, SelectedMailbox mailbox) {
    if (!mailbox.isReadOnly()) {
      ExpungeMessages.expunge(session, mailbox, null);
    }
    session.select(null);
    return Completion.ok("CLOSE completed");
  }

  static Completion unselect(ImapSession session) {
    session.select(null);
    return Completion.ok("UNSELECT completed");
  }
}
