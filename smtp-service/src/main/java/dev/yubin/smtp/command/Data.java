package dev.yubin.smtp.command;

/// DATA (RFC 5321 §4.1.1.4).
public record Data() implements SmtpCommand {}
