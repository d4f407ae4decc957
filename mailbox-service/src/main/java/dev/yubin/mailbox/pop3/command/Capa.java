package dev.yubin.mailbox.pop3.command;

/// RFC 2449 §5.
public record Capa() implements Pop3Command {}
