package dev.yubin.mail;

import java.util.EnumSet;
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
  private static final Set<Notify> UNLESS_SAID = Set.of(Notify.FAILURE);

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

  /// The same recipient given twice, or two that lead to one address: the mail goes there once, and
  /// the sender hears what either of the two would have told. RFC 3461 says nothing of it but what
  /// silence means (§4.1), which is FAILURE here as everywhere.
  public Recipient and(Recipient again) {
    return new Recipient(
        forwardPath, both(notifications, again.notifications), original.or(() -> again.original));
  }

  private static Set<Notify> both(Set<Notify> one, Set<Notify> other) {
    // RFC 3461 §5.2.1 (c): who said nothing has nothing said in his name.
    if (one.equals(other) || other.contains(Notify.NEVER)) {
      return one;
    }
    if (one.contains(Notify.NEVER)) {
      return other;
    }
    Set<Notify> both = EnumSet.noneOf(Notify.class);
    both.addAll(one.isEmpty() ? UNLESS_SAID : one);
    both.addAll(other.isEmpty() ? UNLESS_SAID : other);
    return both;
  }

  /// What a DSN may be about.
  public enum Notify {
    NEVER,
    SUCCESS,
    FAILURE,
    DELAY
  }
}
