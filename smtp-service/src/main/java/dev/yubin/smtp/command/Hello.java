package dev.yubin.smtp.command;

import java.util.regex.Pattern;

/// EHLO or HELO (RFC 5321 §4.1.1.1), or LHLO (RFC 2033 §4.1).
///
/// @param name what the client calls itself; printable ASCII without spaces, fit for a trace field
public record Hello(Verb verb, String name) implements SmtpCommand {

  /// What the client wants to speak.
  public enum Verb {
    HELO,
    EHLO,
    LHLO
  }

  /// Wider than `Domain / address-literal`, as hosts name themselves with underscores and worse; no
  /// octet of it has a meaning in a header field.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:\\-\\[\\]]{1,255}");

  static SmtpCommand parse(Verb verb, String argument) {
    return NAME.matcher(argument).matches()
        ? new Hello(verb, argument)
        : Rejected.syntax("Syntax: " + verb + " domain or address literal");
  }
}
