package dev.yubin.mailbox.pop3.command;

/// RFC 2595 §4.
public record Stls() implements Pop3Command {}
