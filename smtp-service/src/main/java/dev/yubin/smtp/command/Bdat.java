package dev.yubin.smtp.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// BDAT (RFC 3030 §2).
///
/// @param size octets of the mail that follow the command
/// @param last whether they are its last
public record Bdat(long size, boolean last) implements SmtpCommand {
  private static final Pattern ARGUMENT =
      Pattern.compile("(\\d{1,18})( +LAST)?", Pattern.CASE_INSENSITIVE);

  static SmtpCommand parse(String argument) {
    Matcher matcher = ARGUMENT.matcher(argument);
    return matcher.matches()
        ? new Bdat(Long.parseLong(matcher.group(1)), matcher.group(2) != null)
        : Rejected.syntax("Syntax: BDAT octets [LAST]");
  }
}
