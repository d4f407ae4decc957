package dev.yubin.mailbox.pop3.command;

/// RFC 1939 §5: nothing is to be deleted after all.
public record Rset() implements Pop3Command {}
