package dev.yubin.smtp.command;

import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.OriginalRecipient;
import dev.yubin.mail.Recipient.Notify;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// RCPT (RFC 5321 §4.1.1.3).
///
/// @param forwardPath empty is `<Postmaster>`, without a domain
/// @param international whether an address was written with characters beyond ASCII
/// @param notifications NOTIFY of RFC 3461 §4.1; empty where it was not given
/// @param original ORCPT of RFC 3461 §4.2
public record RcptTo(
    Optional<EmailAddress> forwardPath,
    boolean international,
    Set<Notify> notifications,
    Optional<OriginalRecipient> original)
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
    Parameters given = Parameters.parse(path.get().rest());
    Set<Notify> notifications =
        given
            .take("NOTIFY", "NEVER, or some of SUCCESS,FAILURE,DELAY", RcptTo::notifications)
            .orElse(Set.of());
    Optional<OriginalParameter> original =
        given.take("ORCPT", "address-type;xtext", OriginalParameter::parse);
    return given
        .flaw()
        .<SmtpCommand>map(flaw -> flaw)
        .orElseGet(
            () ->
                new RcptTo(
                    address,
                    !path.get().isAscii()
                        || original.filter(OriginalParameter::international).isPresent(),
                    notifications,
                    original.map(OriginalParameter::recipient)));
  }

  /// RFC 3461 §4.1: each at most once, NEVER alone.
  private static Optional<Set<Notify>> notifications(String value) {
    if (value.equalsIgnoreCase("NEVER")) {
      return Optional.of(Set.of(Notify.NEVER));
    }
    Set<Notify> notifications = EnumSet.noneOf(Notify.class);
    for (String word : value.split(",", -1)) {
      boolean isNew =
          switch (word.toUpperCase(Locale.ROOT)) {
            case "SUCCESS" -> notifications.add(Notify.SUCCESS);
            case "FAILURE" -> notifications.add(Notify.FAILURE);
            case "DELAY" -> notifications.add(Notify.DELAY);
            default -> false;
          };
      if (!isNew) {
        return Optional.empty();
      }
    }
    return Optional.of(notifications);
  }
}
