package dev.yubin.delivery.client;

import dev.yubin.mail.DeliverBy;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.MailParameters;
import dev.yubin.mail.OriginalRecipient;
import dev.yubin.mail.Recipient;
import dev.yubin.mail.Recipient.Notify;
import dev.yubin.mail.Xtext;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// MAIL and RCPT of a mail, with what the host offers to do for it.
///
/// @param now from which the time to deliver by is counted
record EnvelopeCommands(Outgoing mail, Capabilities offered, Instant now) {

  String mailFrom() {
    MailParameters parameters = mail.parameters();
    StringBuilder command = new StringBuilder("MAIL FROM:<");
    command.append(mail.reversePath().map(EmailAddress::toString).orElse("")).append('>');
    if (offered.has("SIZE")) {
      command.append(" SIZE=").append(mail.size());
    }
    if (mail.isBinary()) {
      command.append(" BODY=BINARYMIME");
    } else if (offered.has("8BITMIME")) {
      command.append(" BODY=8BITMIME");
    }
    if (parameters.smtpUtf8()) {
      command.append(" SMTPUTF8");
    }
    if (parameters.requireTls() && offered.has("REQUIRETLS")) {
      // RFC 8689 §4.2.1, §5: a DSN may go to a host that does not know it.
      command.append(" REQUIRETLS");
    }
    if (offered.has("DSN")) {
      // RFC 3461 §5.2.1: as they came, and none that did not come.
      parameters.returned().ifPresent(returned -> command.append(" RET=").append(returned));
      parameters.envelopeId().ifPresent(id -> command.append(" ENVID=").append(Xtext.encode(id)));
    }
    if (offered.has("DELIVERBY")) {
      parameters.deliverBy().ifPresent(by -> command.append(" BY=").append(remaining(by)));
    }
    if (offered.has("MT-PRIORITY")) {
      // RFC 6710 §4.2: of every mail, the ordinary ones too.
      command.append(" MT-PRIORITY=").append(parameters.priority());
    }
    return command.toString();
  }

  /// RFC 2852 §4.1.4: what is left of the time, which may be less than nothing.
  private String remaining(DeliverBy by) {
    return Duration.between(now, by.time()).toSeconds()
        + ";"
        + by.mode().name().charAt(0)
        + (by.trace() ? "T" : "");
  }

  String rcptTo(Recipient recipient) {
    StringBuilder command = new StringBuilder("RCPT TO:<");
    command.append(recipient.forwardPath()).append('>');
    if (offered.has("DSN")) {
      Set<Notify> notifications = notifications(recipient);
      if (!notifications.isEmpty()) {
        command
            .append(" NOTIFY=")
            .append(
                notifications.stream().sorted().map(Notify::name).collect(Collectors.joining(",")));
      }
      recipient
          .original()
          .ifPresent(original -> command.append(" ORCPT=").append(encoded(original)));
    }
    return command.toString();
  }

  /// RFC 2852 §4.1.4.2: a host that cannot know by when to deliver tells of any delay. This goes
  /// before RFC 3461 §5.2.1, which has nothing added.
  private Set<Notify> notifications(Recipient recipient) {
    Set<Notify> asked = recipient.notifications();
    boolean timeIsLost =
        !offered.has("DELIVERBY")
            && mail.parameters().deliverBy().filter(by -> now.isBefore(by.time())).isPresent();
    if (!timeIsLost || asked.contains(Notify.NEVER)) {
      return asked;
    }
    Set<Notify> more = EnumSet.of(Notify.DELAY);
    more.addAll(asked.isEmpty() ? Set.of(Notify.FAILURE) : asked);
    return more;
  }

  private static String encoded(OriginalRecipient original) {
    String address =
        original.addressType().equalsIgnoreCase("utf-8")
            ? unicodeXtext(original.address())
            : Xtext.encode(original.address());
    return original.addressType() + ";" + address;
  }

  /// RFC 6533 §3, `utf-8-addr-xtext`: ASCII, in the form that every host takes.
  private static String unicodeXtext(String address) {
    return address
        .codePoints()
        .mapToObj(
            c ->
                c > ' ' && c <= '~' && c != '+' && c != '=' && c != '\\'
                    ? Character.toString(c)
                    : String.format(Locale.ROOT, "\\x{%02X}", c))
        .collect(Collectors.joining());
  }
}
