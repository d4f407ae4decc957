package dev.yubin.store.tlsrpt;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A report that has yet to go, claimed for an attempt.
///
/// @param id the same at each attempt
/// @param begunAt when it was first tried
/// @param attempts how many there were, this one counted
/// @param places URIs that do not have it yet; null when nobody has asked for them yet
public record PendingReport(
    LocalDate day,
    String domain,
    UUID id,
    Instant begunAt,
    int attempts,
    @Nullable List<String> places) {}
