package dev.yubin.mailbox.pop3.command;

/// RFC 1939 §7: the header of a message and the first lines of its body.
///
/// @param message its number, from 1
/// @param lines of the body
public record Top(int message, int lines) implements Pop3Command {}
