package dev.yubin.mailbox.pop3.command;

/// What is no command, with the reply that says so.
public record Rejected(Pop3Reply.Err reply) implements Pop3Command {}
