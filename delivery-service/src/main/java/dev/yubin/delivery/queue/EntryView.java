package dev.yubin.delivery.queue;

import dev.yubin.store.queue.QueueEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An entry of the queue as JSON: a mail and one destination of it.
///
/// @param destination a domain or an address literal; empty while its sender holds the mail
/// @param sender the reverse-path, empty for the null one
/// @param recipients those that are not settled yet
/// @param state `due`, `deferred`, `attempting`, `held` or `scheduled`
/// @param dueAt when it is tried next; null while the postmaster holds it
/// @param size octets
record EntryView(
    long id,
    String mail,
    String destination,
    String sender,
    List<String> recipients,
    String state,
    Instant queuedAt,
    @Nullable Instant dueAt,
    int attempts,
    int priority,
    @Nullable String lastReply,
    long size) {

  static EntryView of(QueueEntry entry) {
    return new EntryView(
        entry.id(),
        entry.mail().toString(),
        entry.destination(),
        entry.sender(),
        entry.recipients(),
        entry.state().toString(),
        entry.queuedAt(),
        entry.dueAt(),
        entry.attempts(),
        entry.priority(),
        entry.lastReply(),
        entry.size());
  }
}
