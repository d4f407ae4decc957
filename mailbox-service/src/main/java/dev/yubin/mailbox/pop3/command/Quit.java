package dev.yubin.mailbox.pop3.command;

/// RFC 1939 §4 and §6.
public record Quit() implements Pop3Command {}
