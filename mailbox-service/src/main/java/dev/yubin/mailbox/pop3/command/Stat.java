package dev.yubin.mailbox.pop3.command;

/// RFC 1939 §5: how many messages there are, and how large.
public record Stat() implements Pop3Command {}
