package dev.yubin.mailbox.pop3.command;

/// RFC 1939 §5: a whole message.
///
/// @param message its number, from 1
public record Retr(int message) implements Pop3Command {}
