package dev.yubin.mailbox.pop3.command;

/// RFC 6856 §2.1.
public record Utf8() implements Pop3Command {}
