package dev.yubin.store.arrival;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is worked out of a mail once, so that no FETCH has to. The octets are kept as they are
/// given.
///
/// @param header the header block with its empty line; null when it is larger than is kept
/// @param envelope ENVELOPE in IMAP wire form
/// @param body BODY in IMAP wire form
/// @param bodyStructure BODYSTRUCTURE in IMAP wire form
/// @param parts places of the MIME parts, encoded
/// @param sentAt the Date field
/// @param ancestors the mails that it answers, from the oldest to the parent
public record Structure(
    byte @Nullable [] header,
    byte[] envelope,
    byte[] body,
    byte[] bodyStructure,
    byte[] parts,
    Optional<Instant> sentAt,
    List<String> ancestors) {}
