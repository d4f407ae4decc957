package dev.yubin.smtp.command;

/// STARTTLS (RFC 3207 §4).
public record StartTls() implements SmtpCommand {}
