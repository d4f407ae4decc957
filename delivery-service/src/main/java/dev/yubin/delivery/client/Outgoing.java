package dev.yubin.delivery.client;

import dev.yubin.mail.EmailAddress;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// A mail to hand over.
///
/// @param reversePath empty is the null reverse-path
/// @param recipients at least one
/// @param size octets of the content
/// @param smtpUtf8 whether the mail needs a host that has SMTPUTF8 (RFC 6531)
public record Outgoing(
    Optional<EmailAddress> reversePath,
    List<EmailAddress> recipients,
    long size,
    boolean smtpUtf8,
    Content content) {

  public Outgoing {
    recipients = List.copyOf(recipients);
  }

  /// Where the octets are. Opened once a transaction, after the host has said that it wants them.
  @FunctionalInterface
  public interface Content {
    InputStream open() throws IOException;
  }

  Outgoing to(List<EmailAddress> some) {
    return new Outgoing(reversePath, some, size, smtpUtf8, content);
  }

  boolean hasNonAsciiAddress() {
    return !recipients.stream().allMatch(EmailAddress::isAscii)
        || !reversePath.map(EmailAddress::isAscii).orElse(true);
  }
}
