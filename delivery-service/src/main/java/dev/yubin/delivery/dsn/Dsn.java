package dev.yubin.delivery.dsn;

import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.MailId;
import dev.yubin.store.outbound.DsnFailure;
import java.time.Instant;
import java.util.List;

/// What a DSN is to say.
///
/// @param id of the DSN itself
/// @param hostname ours
/// @param to the reverse-path of the mail that failed
/// @param at when it is made
/// @param acceptedAt when the mail that failed was accepted
/// @param failures at least one
/// @param header of the mail that failed, its start where it is too large
record Dsn(
    MailId id,
    String hostname,
    EmailAddress to,
    Instant at,
    Instant acceptedAt,
    List<DsnFailure> failures,
    byte[] header) {

  /// Whether it needs addresses outside ASCII, and so the forms of RFC 6533.
  boolean isInternational() {
    return !to.isAscii() || !failures.stream().allMatch(f -> isAscii(f.recipient()));
  }

  static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
