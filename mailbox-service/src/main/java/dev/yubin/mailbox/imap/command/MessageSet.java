package dev.yubin.mailbox.imap.command;

import dev.yubin.mailbox.imap.wire.SequenceSet;

/// The messages that a command is about.
///
/// @param uid whether the numbers are UIDs, which they are in the UID forms of commands
public record MessageSet(SequenceSet numbers, boolean uid) {}
