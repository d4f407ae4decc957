package dev.yubin.mail;

import java.util.List;
import java.util.Optional;

/// Who sent a mail and whom it goes to, apart from what its header says (RFC 5321 §2.3.1).
///
/// @param reversePath where a DSN goes; empty is the null reverse-path `<>` (RFC 5321 §4.5.5)
/// @param recipients the forward-paths, at least one, in the order of RCPT
public record Envelope(Optional<EmailAddress> reversePath, List<EmailAddress> recipients) {
  public Envelope {
    recipients = List.copyOf(recipients);
    if (recipients.isEmpty()) {
      throw new IllegalArgumentException("An envelope has at least one recipient");
    }
  }
}
