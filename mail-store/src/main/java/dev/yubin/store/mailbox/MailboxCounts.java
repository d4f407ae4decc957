package dev.yubin.store.mailbox;

/// What is counted in a mailbox.
///
/// @param size octets of all messages
/// @param deleted messages with \Deleted
/// @param deletedSize octets of those
public record MailboxCounts(long messages, long unseen, long deleted, long size, long deletedSize) {
  public static final MailboxCounts EMPTY = new MailboxCounts(0, 0, 0, 0, 0);
}
