package dev.yubin.mailbox.pop3.command;

/// RFC 1939 §5.
public record Noop() implements Pop3Command {}
