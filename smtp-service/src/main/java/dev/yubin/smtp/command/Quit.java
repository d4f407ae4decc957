package dev.yubin.smtp.command;

/// QUIT (RFC 5321 §4.1.1.10).
public record Quit() implements SmtpCommand {}
