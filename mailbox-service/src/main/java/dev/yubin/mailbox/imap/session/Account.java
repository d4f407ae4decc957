package dev.yubin.mailbox.imap.session;

/// Who has logged in.
///
/// @param address for logs
record Account(long id, String address) {}
