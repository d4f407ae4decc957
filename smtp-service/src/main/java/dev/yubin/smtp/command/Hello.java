package dev.yubin.smtp.command;

import java.util.regex.Pattern;

/// EHLO or HELO (RFC 5321 §4.1.1.1).
///
/// @param extended whether it was EHLO
/// @param name what the client calls itself; printable ASCII without spaces, fit for a trace field
public record Hello(boolean extended, String name) implements SmtpCommand {
  /// Wider than `Domain / address-literal`, as hosts name themselves with underscores and worse; no
  /// octet of it has a meaning in a header field.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:\\-\\[\\]]{1,255}");

  static SmtpCommand parse(boolean extended, String argument) {
    return NAME.matcher(argument).matches()
        ? new Hello(extended, argument)
        : Rejected.syntax("Syntax: " + (extended ? "EHLO" : "HELO") + " domain or address literal");
  }
}
