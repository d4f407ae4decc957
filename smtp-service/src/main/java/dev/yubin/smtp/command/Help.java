package dev.yubin.smtp.command;

/// HELP (RFC 5321 §4.1.1.8). There is one text, whatever is asked for.
public record Help() implements SmtpCommand {}
