package dev.yubin.smtp.command;

/// RSET (RFC 5321 §4.1.1.5).
public record Rset() implements SmtpCommand {}
