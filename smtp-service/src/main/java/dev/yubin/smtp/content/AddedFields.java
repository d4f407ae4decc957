package dev.yubin.smtp.content;

import dev.yubin.mail.Envelope;
import dev.yubin.mail.Ingress;
import dev.yubin.mail.MailId;
import dev.yubin.server.tls.TlsFacts;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// The header fields that go before a mail's own.
///
/// @param hostname ours
/// @param tls how the mail was encrypted on its way to us
/// @param completed whether Date and Message-ID are added where they are missing, as a submission
///     server does (RFC 6409 §8.2, §8.3)
public record AddedFields(String hostname, Optional<TlsFacts> tls, boolean completed) {
  /// RFC 5322 §3.3.
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);

  byte[] octets(MailId id, Envelope envelope, Ingress ingress, MailHeader header) {
    StringBuilder fields = new StringBuilder();
    String date =
        DATE.format(ZonedDateTime.ofInstant(ingress.acceptedAt(), ZoneId.systemDefault()));
    appendReceived(fields, id, envelope, ingress, date);
    if (completed && header.count("Date") == 0) {
      fields.append("Date: ").append(date).append("\r\n");
    }
    if (completed && header.count("Message-ID") == 0) {
      fields.append("Message-ID: <" + id + "@" + hostname + ">\r\n");
    }
    return fields.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// RFC 5321 §4.4.
  private void appendReceived(
      StringBuilder fields, MailId id, Envelope envelope, Ingress ingress, String date) {
    fields.append("Received: from ").append(ingress.helo());
    fields.append(" (").append(addressLiteral(ingress.clientAddress())).append(")\r\n");
    fields.append("\tby ").append(hostname).append(" with ").append(ingress.protocol());
    tls.ifPresent(t -> fields.append(" (" + t.version() + " " + t.cipherSuite() + ")"));
    fields.append("\r\n\tid ").append(id);
    // RFC 5321 §7.2: with several recipients it would tell each of the others, the blind ones too.
    if (envelope.recipients().size() == 1) {
      fields.append("\r\n\tfor <").append(envelope.recipients().getFirst()).append(">");
    }
    fields.append("; ").append(date).append("\r\n");
  }

  /// RFC 5321 §4.1.3.
  private static String addressLiteral(String ip) {
    return ip.contains(":") ? "[IPv6:" + ip + "]" : "[" + ip + "]";
  }
}
