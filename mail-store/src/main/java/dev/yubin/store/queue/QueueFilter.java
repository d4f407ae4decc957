package dev.yubin.store.queue;

import dev.yubin.mail.MailId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Which entries are wanted; null for any.
///
/// @param sender the reverse-path, or its domain with `@` in front
/// @param recipient one that is not settled yet
/// @param olderThan time since it was queued
public record QueueFilter(
    @Nullable MailId mail,
    @Nullable String destination,
    @Nullable String sender,
    @Nullable String recipient,
    QueueEntry.@Nullable State state,
    @Nullable Duration olderThan) {
  public static final QueueFilter ALL = new QueueFilter(null, null, null, null, null, null);
}
