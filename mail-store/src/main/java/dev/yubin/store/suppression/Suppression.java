package dev.yubin.store.suppression;

import java.time.Instant;

/// An address that mail is not sent to.
///
/// @param address lower case
/// @param status an enhanced status code (RFC 3463)
/// @param reason the reply of its host, or the postmaster's words
/// @param expiresAt when mail is sent there again
public record Suppression(
    String address, String status, String reason, Instant createdAt, Instant expiresAt) {}
