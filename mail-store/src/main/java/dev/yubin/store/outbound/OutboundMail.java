package dev.yubin.store.outbound;

import dev.yubin.mail.MailId;
import java.time.Instant;
import java.util.List;

/// A mail and one destination of it, claimed for an attempt.
///
/// @param id of the row
/// @param destination a domain or an address literal
/// @param reversePath empty for the null reverse-path
/// @param recipients forward-paths that are not settled yet
/// @param attempts how many there were, this one counted
/// @param size of the mail, octets
public record OutboundMail(
    long id,
    MailId mail,
    String destination,
    String reversePath,
    List<String> recipients,
    boolean smtpUtf8,
    Instant queuedAt,
    int attempts,
    long size) {}
