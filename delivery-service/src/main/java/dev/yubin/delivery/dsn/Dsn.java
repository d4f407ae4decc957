package dev.yubin.delivery.dsn;

import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.MailId;
import dev.yubin.mail.MailParameters;
import dev.yubin.store.outbound.DsnReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a DSN is to say.
///
/// @param id of the DSN itself
/// @param hostname ours
/// @param to the reverse-path of the mail that it is about
/// @param at when it is made
/// @param acceptedAt when the mail that it is about was accepted
/// @param asked what was asked for that mail
/// @param reports at least one
/// @param header of that mail, its start where it is too large
/// @param whole that mail, where it goes back as a whole
record Dsn(
    MailId id,
    String hostname,
    EmailAddress to,
    Instant at,
    Instant acceptedAt,
    MailParameters asked,
    List<DsnReport> reports,
    byte[] header,
    Optional<byte[]> whole) {

  /// Whether it needs addresses outside ASCII, and so the forms of RFC 6533.
  boolean isInternational() {
    return !to.isAscii()
        || !reports.stream()
            .flatMap(r -> Stream.of(r.recipient(), r.original() == null ? "" : r.original()))
            .allMatch(Dsn::isAscii);
  }

  /// The gravest thing that it tells.
  DsnReport.Action gravest() {
    return reports.stream().map(DsnReport::action).sorted().findFirst().orElseThrow();
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
