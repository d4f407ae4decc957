package dev.yubin.store.account;

import dev.yubin.mail.EmailAddress;
import java.time.Instant;
import java.util.List;

/// An address whose mail goes to others, here or elsewhere.
///
/// @param address in lower case; `@domain` for whom nothing else in the domain stands
/// @param targets at least one
public record Alias(String address, List<EmailAddress> targets, Instant createdAt) {
  public Alias {
    targets = List.copyOf(targets);
  }
}
