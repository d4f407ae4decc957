package dev.yubin.store.account;

import dev.yubin.mail.EmailAddress;
import java.time.Instant;
import java.util.List;

/// An address whose mail goes to others, here or elsewhere.
///
/// @param address in lower case
/// @param targets at least one
public record Alias(EmailAddress address, List<EmailAddress> targets, Instant createdAt) {
  public Alias {
    targets = List.copyOf(targets);
  }
}
