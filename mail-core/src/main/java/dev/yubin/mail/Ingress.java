package dev.yubin.mail;

import java.time.Instant;
import java.util.Optional;

/// How a mail entered.
///
/// @param acceptedAt when its last octet was read
/// @param clientAddress the client's IP address, `-` for a mail that Yubin itself made
/// @param helo what the client called itself
/// @param protocol a name of the registry behind RFC 3848: SMTP, ESMTP, ESMTPS, ESMTPSA, UTF8SMTP,
///     …
/// @param account the canonical address of the account that submitted it; empty for mail from
///     outside
public record Ingress(
    Instant acceptedAt,
    String clientAddress,
    String helo,
    String protocol,
    Optional<EmailAddress> account) {}
