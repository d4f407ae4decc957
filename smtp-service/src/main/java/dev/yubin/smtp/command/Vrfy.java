package dev.yubin.smtp.command;

/// VRFY (RFC 5321 §4.1.1.6). Whom it asks for is not looked at: see §7.3.
public record Vrfy() implements SmtpCommand {}
