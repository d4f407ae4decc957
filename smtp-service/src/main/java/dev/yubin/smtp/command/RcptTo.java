package dev.yubin.smtp.command;

import dev.yubin.mail.EmailAddress;
import java.util.Optional;

/// RCPT (RFC 5321 §4.1.1.3).
///
/// @param forwardPath empty is `<Postmaster>`, without a domain
/// @param international whether the address was written with characters beyond ASCII
public record RcptTo(Optional<EmailAddress> forwardPath, boolean international)
    implements SmtpCommand {

  static SmtpCommand parse(String argument) {
    Optional<Path> path = Path.parse("TO:", argument);
    if (path.isEmpty()) {
      return Rejected.syntax("Syntax: RCPT TO:<address> [parameters]");
    }
    Optional<EmailAddress> address = path.get().address();
    // RFC 5321 §4.5.1: in any case of letters.
    if (address.isEmpty() && !path.get().mailbox().equalsIgnoreCase("postmaster")) {
      // RFC 3463 §3.2: bad destination mailbox address syntax.
      return new Rejected(SmtpReply.of(501, "5.1.3", "Bad recipient address syntax"));
    }
    return switch (Parameters.parse(path.get().rest())) {
      case Parameters.Malformed m -> Rejected.syntax("Malformed or repeated parameter");
      case Parameters.Given given ->
          given.values().isEmpty()
              ? new RcptTo(address, !path.get().isAscii())
              : Parameters.unknown(given.values().keySet().iterator().next());
    };
  }
}
