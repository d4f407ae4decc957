package dev.yubin.mailbox.pop3.command;

/// RFC 1939 §5: a message is to be deleted at QUIT.
///
/// @param message its number, from 1
public record Dele(int message) implements Pop3Command {}
