package dev.yubin.store.queue;

import java.time.Instant;

/// Who did what.
///
/// @param subject what it was done to
public record AuditEntry(
    long id,
    Instant at,
    String actor,
    String client,
    String action,
    String subject,
    String detail) {}
