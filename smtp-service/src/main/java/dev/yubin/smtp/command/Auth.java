package dev.yubin.smtp.command;

import java.util.Locale;
import java.util.Optional;

/// AUTH (RFC 4954 §4).
///
/// @param mechanism in upper case
/// @param initialResponse in base64 as sent; `=` stands for no octets
public record Auth(String mechanism, Optional<String> initialResponse) implements SmtpCommand {

  static SmtpCommand parse(String argument) {
    String[] words = argument.split(" ", -1);
    if (words[0].isEmpty() || words.length > 2) {
      return Rejected.syntax("Syntax: AUTH mechanism [initial response]");
    }
    return new Auth(
        words[0].toUpperCase(Locale.ROOT),
        words.length == 2 ? Optional.of(words[1]) : Optional.empty());
  }
}
