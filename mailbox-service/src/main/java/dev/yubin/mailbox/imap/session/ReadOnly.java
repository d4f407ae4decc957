package dev.yubin.mailbox.imap.session;

/// Completions that several commands on a mailbox share.
final class ReadOnly {
  /// To a command that would change a mailbox that was opened by EXAMINE.
  static final Completion REFUSAL = Completion.no("CANNOT", "The mailbox is read-only");

  private ReadOnly() {}

  /// RFC 5530 §3: when messages that the client still knows are gone, it should ask for news.
  static Completion completed(String command, SelectedMailbox mailbox) {
    return mailbox.hasUntoldExpunges()
        ? Completion.ok("EXPUNGEISSUED", command + " completed, some messages are gone")
        : Completion.ok(command + " completed");
  }
}
