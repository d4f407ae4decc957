package dev.yubin.smtp.command;

import dev.yubin.mail.Body;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.MailParameters;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// MAIL (RFC 5321 §4.1.1.2).
///
/// @param reversePath empty is `<>`
/// @param international whether the address was written with characters beyond ASCII
/// @param size SIZE of RFC 1870, octets
/// @param parameters the others
public record MailFrom(
    Optional<EmailAddress> reversePath,
    boolean international,
    OptionalLong size,
    MailParameters parameters)
    implements SmtpCommand {

  static SmtpCommand parse(String argument) {
    Optional<Path> path = Path.parse("FROM:", argument);
    if (path.isEmpty()) {
      return Rejected.syntax("Syntax: MAIL FROM:<address> [parameters]");
    }
    Optional<EmailAddress> address = path.get().address();
    if (address.isEmpty() && !path.get().isNull()) {
      // RFC 3463 §3.2: bad sender's mailbox address syntax.
      return new Rejected(SmtpReply.of(501, "5.1.7", "Bad sender address syntax"));
    }
    return switch (Parameters.parse(path.get().rest())) {
      case Parameters.Malformed m -> Rejected.syntax("Malformed or repeated parameter");
      case Parameters.Given given -> parse(path.get(), address, given.values());
    };
  }

  private static SmtpCommand parse(
      Path path, Optional<EmailAddress> address, Map<String, String> parameters) {
    OptionalLong size = OptionalLong.empty();
    Body body = Body.SEVEN_BIT;
    boolean smtpUtf8 = false;
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      String value = parameter.getValue();
      switch (parameter.getKey()) {
        case "SIZE" -> {
          // RFC 1870 §4: 1*20DIGIT.
          if (!value.matches("\\d{1,20}")) {
            return Rejected.syntax("Syntax: SIZE=octets");
          }
          size = OptionalLong.of(value.length() > 18 ? Long.MAX_VALUE : Long.parseLong(value));
        }
        case "BODY" -> {
          Optional<Body> named = Body.of(value).filter(b -> b != Body.BINARY_MIME);
          if (named.isEmpty()) {
            return Rejected.syntax("Syntax: BODY=7BIT or BODY=8BITMIME");
          }
          body = named.get();
        }
        case "SMTPUTF8" -> {
          // RFC 6531 §3.4: it has no value.
          if (!value.isEmpty()) {
            return Rejected.syntax("SMTPUTF8 takes no value");
          }
          smtpUtf8 = true;
        }
        case "AUTH" -> {
          // RFC 4954 §5: who handed the mail in elsewhere. Nobody is trusted to say so.
        }
        default -> {
          return Parameters.unknown(parameter.getKey());
        }
      }
    }
    return new MailFrom(address, !path.isAscii(), size, MailParameters.of(body, smtpUtf8));
  }
}
