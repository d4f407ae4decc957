package dev.yubin.smtp.command;

/// The first line of another protocol, such as a web browser's: what follows would be anything but
/// mail, perhaps made by a page that somebody visits.
public record Foreign() implements SmtpCommand {}
