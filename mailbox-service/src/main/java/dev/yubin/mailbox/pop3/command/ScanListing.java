package dev.yubin.mailbox.pop3.command;

import java.util.OptionalInt;

/// LIST of RFC 1939 §5: the sizes of one or all messages.
///
/// @param message its number, from 1; empty for all
public record ScanListing(OptionalInt message) implements Pop3Command {}
