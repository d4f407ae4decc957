package dev.yubin.store.mailbox;

/// Names a mailbox in every statement: none goes without the account.
///
/// @param account id
/// @param mailbox id
public record MailboxKey(long account, long mailbox) {}
