package dev.yubin.delivery.client;

import dev.yubin.mail.Body;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.MailParameters;
import dev.yubin.mail.Recipient;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// A mail to hand over.
///
/// @param reversePath empty is the null reverse-path
/// @param parameters what is asked for it; the host is told as far as it can do it
/// @param recipients at least one
/// @param size octets of the content
public record Outgoing(
    Optional<EmailAddress> reversePath,
    MailParameters parameters,
    List<Recipient> recipients,
    long size,
    Content content) {

  public Outgoing {
    recipients = List.copyOf(recipients);
  }

  /// Where the octets are. Opened once a transaction, after the host has said that it wants them,
  /// and before it where the host may not take the mail as it is.
  @FunctionalInterface
  public interface Content {
    InputStream open() throws IOException;
  }

  Outgoing to(List<Recipient> some) {
    return new Outgoing(reversePath, parameters, some, size, content);
  }

  /// The same in another form, which goes by DATA.
  Outgoing asLines(long otherSize, Content other) {
    return new Outgoing(
        reversePath,
        with(Body.EIGHT_BIT_MIME, parameters.smtpUtf8()),
        recipients,
        otherSize,
        other);
  }

  /// The same without SMTPUTF8.
  Outgoing asAscii() {
    return new Outgoing(reversePath, with(parameters.body(), false), recipients, size, content);
  }

  private MailParameters with(Body body, boolean smtpUtf8) {
    return new MailParameters(
        body,
        smtpUtf8,
        parameters.envelopeId(),
        parameters.returned(),
        parameters.requireTls(),
        parameters.deliverBy(),
        parameters.hold(),
        parameters.priority());
  }

  List<EmailAddress> forwardPaths() {
    return recipients.stream().map(Recipient::forwardPath).toList();
  }

  /// Whether it can go by BDAT alone (RFC 3030 §3).
  boolean isBinary() {
    return parameters.body() == Body.BINARY_MIME;
  }

  boolean hasNonAsciiAddress() {
    return !forwardPaths().stream().allMatch(EmailAddress::isAscii)
        || !reversePath.map(EmailAddress::isAscii).orElse(true);
  }
}
