package dev.yubin.mail;

import java.util.List;
import java.util.Optional;

/// Who sent a mail, whom it goes to and how, apart from what its header says (RFC 5321 §2.3.1).
///
/// @param reversePath where a DSN goes; empty is the null reverse-path `<>` (RFC 5321 §4.5.5)
/// @param parameters of MAIL
/// @param recipients at least one, in the order of RCPT
public record Envelope(
    Optional<EmailAddress> reversePath, MailParameters parameters, List<Recipient> recipients) {
  public Envelope {
    recipients = List.copyOf(recipients);
    if (recipients.isEmpty()) {
      throw new IllegalArgumentException("An envelope has at least one recipient");
    }
  }

  /// The forward-paths, in the order of RCPT.
  public List<EmailAddress> forwardPaths() {
    return recipients.stream().map(Recipient::forwardPath).toList();
  }
}
