package dev.yubin.mailbox.pop3.command;

/// RFC 1939 §7.
///
/// @param name as typed
public record User(String name) implements Pop3Command {}
