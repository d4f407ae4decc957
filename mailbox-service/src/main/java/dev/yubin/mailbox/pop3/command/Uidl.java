package dev.yubin.mailbox.pop3.command;

import java.util.OptionalInt;

/// RFC 1939 §7: names of one or all messages that stay the same over sessions.
///
/// @param message its number, from 1; empty for all
public record Uidl(OptionalInt message) implements Pop3Command {}
