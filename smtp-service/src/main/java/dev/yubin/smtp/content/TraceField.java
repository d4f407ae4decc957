package dev.yubin.smtp.content;

import dev.yubin.mail.Envelope;
import dev.yubin.mail.Ingress;
import dev.yubin.mail.MailId;
import dev.yubin.server.tls.ClientCertificate;
import dev.yubin.server.tls.TlsFacts;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// The Received field of a mail (RFC 5321 §4.4).
///
/// @param hostname ours
/// @param tls how the mail was encrypted on its way to us
public record TraceField(String hostname, Optional<TlsFacts> tls) {
  /// RFC 5322 §3.3.
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);

  static String date(Instant time) {
    return DATE.format(ZonedDateTime.ofInstant(time, ZoneId.systemDefault()));
  }

  HeaderField of(MailId id, Envelope envelope, Ingress ingress) {
    StringBuilder field = new StringBuilder();
    field.append("Received: from ").append(ingress.helo());
    field.append(" (").append(addressLiteral(ingress.clientAddress())).append(")\r\n");
    field.append("\tby ").append(hostname).append(" with ").append(ingress.protocol());
    tls.ifPresent(t -> field.append(" (" + t.version() + " " + t.cipherSuite() + ")"));
    tls.flatMap(TlsFacts::client).ifPresent(client -> field.append(comment(client)));
    field.append("\r\n\tid ").append(id);
    // RFC 5321 §7.2: with several recipients it would tell each of the others, the blind ones too.
    if (envelope.recipients().size() == 1) {
      field.append("\r\n\tfor <").append(envelope.forwardPaths().getFirst()).append(">");
    }
    if (envelope.parameters().priority() != 0) {
      // RFC 6710 §4.1, §7.
      field.append("\r\n\tPRIORITY ").append(envelope.parameters().priority());
    }
    field.append("; ").append(date(ingress.acceptedAt())).append("\r\n");
    return HeaderField.of(field.toString());
  }

  /// Whoever reads it is told that nobody has checked the name.
  private static String comment(ClientCertificate client) {
    // RFC 5322 §3.2.2: within a comment these three are quoted; "\"" is for the eye.
    String name = client.commonName().replaceAll("[()\\\\\"]", "\\\\$0");
    return "\r\n\t(Client CN \"%s\", not verified,\r\n\t fingerprint SHA256:%s)"
        .formatted(name, client.fingerprint());
  }

  /// RFC 5321 §4.1.3.
  private static String addressLiteral(String ip) {
    return ip.contains(":") ? "[IPv6:" + ip + "]" : "[" + ip + "]";
  }
}
