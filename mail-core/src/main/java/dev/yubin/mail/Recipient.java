package dev.yubin.mail;

import java.util.Optional;
import java.util.Set;

/// One whom a mail goes to, with what the sender wants to hear of it (RFC 3461 §4.1, §4.2).
///
/// @param forwardPath where the mail goes
/// @param notifications when a DSN is sent; empty where the sender did not say: then of
///     failures, and of delays if the server likes
/// @param original whom the mail was first meant for, as the sender said it
public record Recipient(
    EmailAddress forwardPath, Set<Notify> notifications, Optional<OriginalRecipient> original) {

  /// A recipient of whom the sender asked for nothing.
  public static Recipient of(EmailAddress forwardPath) {
    return new Recipient(forwardPath, Set.of(), Optional.empty());
  }

  public Recipient {
    notifications = Set.copyOf(notifications);
    if (notifications.contains(Notify.NEVER) && notifications.size() > 1) {
      throw new IllegalArgumentException("NEVER goes with nothing else: " + notifications);
    }
  }

  /// What a DSN may be about.
  public enum Notify {
    NEVER,
    SUCCESS,
    FAILURE,
    DELAY
  }
}
