package dev.yubin.delivery.tlsrpt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.delivery.tlsrpt.ReportMail.Field;
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
import dev.yubin.store.dkim.DkimKey;
import java.net.URLDecoder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;

/// Has reports accepted as mails. Safe for use by many threads.
///
/// @param hostname ours
/// @param keys that sign for a domain now
record ReportMailer(
    MailPublisher publisher,
    String hostname,
    Function<String, List<DkimKey>> keys,
    InstantSource clock) {
  private static final String SCHEME = "mailto:";

  /// The protocol of mail that Yubin itself makes.
  private static final String PROTOCOL = "INTERNAL";

  /// @param uri `mailto:` (RFC 6068)
  Sending send(PackedReport report, String uri) {
    Optional<EmailAddress> to = address(uri);
    if (to.isEmpty()) {
      return new Sending.Impossible("it names no address");
    }
    String domain = report.submitter().domain();
    Optional<DkimKey> key =
        keys.apply(domain).stream().filter(one -> one.algorithm().equals("rsa")).findFirst();
    if (key.isEmpty()) {
      return new Sending.Impossible(
          "there is no DKIM key of " + domain + ", the domain of yubin.delivery.tls-rpt.contact");
    }
    Instant now = clock.instant();
    // The same at each attempt, so that a mail that was accepted all the same means nothing twice.
    MailId id = new MailId(UUID.nameUUIDFromBytes((report.id() + " " + uri).getBytes(UTF_8)));
    ReportMail mail = ReportMail.of(report, to.get(), id.toString(), now);
    Field signature = new ReportSignature(domain, key.get()).of(mail, now);
    try {
      publish(id, report, to.get(), mail.octets(List.of(signature)));
      return new Sending.Sent();
    } catch (NotAcceptedException | KafkaException e) {
      return new Sending.Failed(e.toString());
    }
  }

  private void publish(MailId id, PackedReport report, EmailAddress to, byte[] octets)
      throws NotAcceptedException {
    MailPublisher.Entry entry = publisher.begin(id);
    entry.write(octets, 0, octets.length);
    // A report that does not arrive is not worth a mail to our postmaster.
    Recipient recipient = new Recipient(to, Set.of(Notify.NEVER), Optional.empty());
    Envelope envelope =
        new Envelope(
            Optional.of(report.submitter().contact()),
            MailParameters.of(Body.SEVEN_BIT, false),
            List.of(recipient));
    Ingress ingress = new Ingress(clock.instant(), "-", hostname, PROTOCOL, Optional.empty());
    entry.accept(envelope, ingress, new byte[0]);
  }

  /// Whether a place gets mails.
  static boolean isFor(String uri) {
    return uri.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  private static Optional<EmailAddress> address(String uri) {
    String text = uri.substring(SCHEME.length()).replaceFirst("\\?.*", "");
    try {
      // A plus is a plus in a mailto URI.
      return EmailAddress.parse(URLDecoder.decode(text.replace("+", "%2B"), UTF_8))
          .filter(EmailAddress::isAscii);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
