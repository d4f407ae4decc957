package dev.yubin.smtp.command;

import dev.yubin.mail.Body;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.MailParameters;
import dev.yubin.mail.MailParameters.Returned;
import dev.yubin.mail.Xtext;
import java.time.Instant;
import java.util.Locale;
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
  /// RFC 3461 §4.4: of the ENVID as it is written, octets.
  private static final int MAX_ENVELOPE_ID = 100;

  /// @param now from which times count that are told as a distance
  static SmtpCommand parse(String argument, Instant now) {
    Optional<Path> path = Path.parse("FROM:", argument);
    if (path.isEmpty()) {
      return Rejected.syntax("Syntax: MAIL FROM:<address> [parameters]");
    }
    Optional<EmailAddress> address = path.get().address();
    if (address.isEmpty() && !path.get().isNull()) {
      // RFC 3463 §3.2: bad sender's mailbox address syntax.
      return new Rejected(SmtpReply.of(501, "5.1.7", "Bad sender address syntax"));
    }
    Parameters given = Parameters.parse(path.get().rest());
    Optional<Long> size = given.take("SIZE", "octets", MailFrom::size);
    // RFC 4954 §5: who handed the mail in elsewhere. Nobody is trusted to say so.
    given.take("AUTH", "mailbox or <>", Optional::of);
    MailParameters parameters = parameters(given, now);
    return given
        .flaw()
        .<SmtpCommand>map(flaw -> flaw)
        .orElseGet(
            () ->
                new MailFrom(
                    address,
                    !path.get().isAscii(),
                    size.map(OptionalLong::of).orElse(OptionalLong.empty()),
                    parameters));
  }

  private static MailParameters parameters(Parameters given, Instant now) {
    return new MailParameters(
        given.take("BODY", "7BIT, 8BITMIME or BINARYMIME", Body::of).orElse(Body.SEVEN_BIT),
        // RFC 6531 §3.4.
        given.takeFlag("SMTPUTF8"),
        given.take("ENVID", "xtext of 100 octets at most", MailFrom::envelopeId),
        given.take("RET", "FULL or HDRS", MailFrom::returned),
        // RFC 8689 §4.1.
        given.takeFlag("REQUIRETLS"),
        given.take("BY", "seconds;R or N[T], for R above 0", by -> MailTimes.deliverBy(by, now)),
        MailTimes.hold(given, now),
        given.take("MT-PRIORITY", "-9 to 9", MailFrom::priority).orElse(0));
  }

  /// RFC 1870 §4: 1*20DIGIT.
  private static Optional<Long> size(String value) {
    return value.matches("\\d{1,20}")
        ? Optional.of(value.length() > 18 ? Long.MAX_VALUE : Long.parseLong(value))
        : Optional.empty();
  }

  private static Optional<String> envelopeId(String value) {
    return value.length() <= MAX_ENVELOPE_ID ? Xtext.decode(value) : Optional.empty();
  }

  /// RFC 3461 §4.3.
  private static Optional<Returned> returned(String value) {
    return switch (value.toUpperCase(Locale.ROOT)) {
      case "FULL" -> Optional.of(Returned.FULL);
      case "HDRS" -> Optional.of(Returned.HDRS);
      default -> Optional.empty();
    };
  }

  /// RFC 6710 §3.
  private static Optional<Integer> priority(String value) {
    return value.matches("-?[1-9]|0") ? Optional.of(Integer.parseInt(value)) : Optional.empty();
  }

  /// The same mail, of another priority.
  public MailFrom withPriority(int priority) {
    return new MailFrom(reversePath, international, size, parameters.withPriority(priority));
  }
}
