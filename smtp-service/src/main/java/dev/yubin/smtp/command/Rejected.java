package dev.yubin.smtp.command;

/// A line that is no command, and what its sender is told.
public record Rejected(SmtpReply reply) implements SmtpCommand {

  static Rejected syntax(String text) {
    return new Rejected(SmtpReply.of(501, "5.5.4", text));
  }
}
