package dev.yubin.smtp.inspection.spf;

import java.util.Optional;

/// What became of a check.
///
/// @param domain whose record was asked for; that of the reverse path, or the HELO name
/// @param explanation what the domain says to a client that fails, printable ASCII; it is the text
///     of a stranger (RFC 7208 §11.5)
/// @param problem why there is no better result, for the log
public record SpfResult(
    Verdict verdict, String domain, Optional<String> explanation, Optional<String> problem) {}
