package dev.yubin.store.queue;

import dev.yubin.mail.MailId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A mail and one destination of it, as it waits.
///
/// @param destination a domain or an address literal; empty for a mail that its sender holds
/// @param sender the reverse-path, empty for the null one
/// @param recipients those that are not settled yet
/// @param dueAt when it is tried next; null while the postmaster holds it
/// @param leasedUntil until then an attempt has it
/// @param attempts how many there were
/// @param lastReply what the last one came to
/// @param size octets
public record QueueEntry(
    long id,
    MailId mail,
    String destination,
    String sender,
    List<String> recipients,
    State state,
    Instant queuedAt,
    @Nullable Instant dueAt,
    @Nullable Instant leasedUntil,
    int attempts,
    int priority,
    @Nullable String lastReply,
    long size) {

  public QueueEntry {
    recipients = List.copyOf(recipients);
  }

  /// What it waits for.
  public enum State {
    /// For a free slot.
    DUE,
    /// For its next attempt.
    DEFERRED,
    /// For an attempt to end.
    ATTEMPTING,
    /// For the postmaster.
    HELD,
    /// For the time that its sender has named (RFC 4865).
    SCHEDULED;

    /// The name of the state of a row in the table `o`. What an attempt has is due at the end
    /// of its lease, so that comes first.
    static final String OF_ROW =
        """
        case when o.leased_until > now() then 'ATTEMPTING' when o.due_at = 'infinity' then 'HELD'
          when o.due_at <= now() then 'DUE' when o.destination = '' then 'SCHEDULED'
          else 'DEFERRED' end
        """;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
