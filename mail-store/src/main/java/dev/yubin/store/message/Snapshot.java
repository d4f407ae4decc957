package dev.yubin.store.message;

import dev.yubin.store.mailbox.Mailbox;

/// A mailbox at one moment.
///
/// @param uids of all messages, ascending, unsigned
/// @param firstUnseen UID of the first message without \Seen, 0 when there is none
public record Snapshot(Mailbox mailbox, int[] uids, long firstUnseen) {}
