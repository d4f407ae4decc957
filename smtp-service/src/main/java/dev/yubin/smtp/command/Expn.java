package dev.yubin.smtp.command;

/// EXPN (RFC 5321 §4.1.1.7).
public record Expn() implements SmtpCommand {}
