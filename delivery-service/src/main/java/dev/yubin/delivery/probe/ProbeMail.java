package dev.yubin.delivery.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.mail.Body;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.Envelope;
import dev.yubin.mail.Ingress;
import dev.yubin.mail.MailId;
import dev.yubin.mail.MailParameters;
import dev.yubin.mail.MailPublisher;
import dev.yubin.mail.MailPublisher.NotAcceptedException;
import dev.yubin.mail.Recipient;
import dev.yubin.mail.Recipient.Notify;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A mail to the probe's own account.
///
/// @param hostname ours
record ProbeMail(MailId id, EmailAddress address, String hostname) {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /// Returns when it is durable. Nobody is told when it does not arrive: neither by a DSN, nor at a
  /// reverse-path.
  void publish(MailPublisher publisher) throws NotAcceptedException {
    Instant now = Instant.now();
    byte[] octets = text(now).getBytes(UTF_8);
    MailPublisher.Entry entry = publisher.begin(id);
    entry.write(octets, 0, octets.length);
    entry.accept(
        new Envelope(
            Optional.empty(),
            MailParameters.of(Body.SEVEN_BIT, !address.isAscii()),
            List.of(new Recipient(address, Set.of(Notify.NEVER), Optional.empty()))),
        new Ingress(now, "-", hostname, "INTERNAL", Optional.empty()),
        new byte[0]);
  }

  private String text(Instant now) {
    return """
    Date: %s
    From: Yubin <%s>
    To: <%s>
    Subject: Accepted means visible
    Message-ID: <%s@%s>
    Auto-Submitted: auto-generated

    Sent by yubin.delivery.probe, and removed by it.
    """
        .formatted(DATE.format(now), address, address, id, hostname)
        .replace("\n", "\r\n");
  }
}
