package dev.yubin.smtp.command;

/// NOOP (RFC 5321 §4.1.1.9). Its argument means nothing.
public record Noop() implements SmtpCommand {}
