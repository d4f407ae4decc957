package dev.yubin.smtp.command;

import dev.yubin.mail.DeliverBy;
import dev.yubin.mail.DeliverBy.Mode;
import dev.yubin.mail.Hold;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parameters of MAIL that set times: BY (RFC 2852), HOLDFOR and HOLDUNTIL (RFC 4865). A
/// distance becomes a point in time at once, so that waiting in a queue does not stretch it.
final class MailTimes {
  /// RFC 2852 §4: seconds of up to nine digits.
  private static final Pattern BY =
      Pattern.compile("([+-]?\\d{1,9});([RN])(T?)", Pattern.CASE_INSENSITIVE);

  /// RFC 4865 §3: seconds, the first digit not 0.
  private static final Pattern INTERVAL = Pattern.compile("[1-9]\\d{0,8}");

  /// RFC 3339 §5.6.
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:\\d\\d)");

  private MailTimes() {}

  static Optional<DeliverBy> deliverBy(String value, Instant now) {
    Matcher by = BY.matcher(value);
    if (!by.matches()) {
      return Optional.empty();
    }
    int seconds = Integer.parseInt(by.group(1));
    Mode mode = by.group(2).equalsIgnoreCase("R") ? Mode.RETURN : Mode.NOTIFY;
    // RFC 2852 §4: what is late already could only be returned.
    return mode == Mode.RETURN && seconds <= 0
        ? Optional.empty()
        : Optional.of(new DeliverBy(now.plusSeconds(seconds), mode, !by.group(3).isEmpty()));
  }

  /// RFC 4865 §4.2: one of the two, or none.
  static Optional<Hold> hold(Parameters given, Instant now) {
    Optional<Hold> holdFor = given.take("HOLDFOR", "seconds", interval -> holdFor(interval, now));
    Optional<Hold> holdUntil =
        given.take("HOLDUNTIL", "a date-time to come (RFC 3339)", time -> holdUntil(time, now));
    if (holdFor.isPresent() && holdUntil.isPresent()) {
      given.flawed("HOLDFOR and HOLDUNTIL exclude each other");
    }
    return holdFor.or(() -> holdUntil);
  }

  private static Optional<Hold> holdFor(String interval, Instant now) {
    return INTERVAL.matcher(interval).matches()
        ? Optional.of(new Hold(now.plusSeconds(Integer.parseInt(interval)), "for;" + interval))
        : Optional.empty();
  }

  private static Optional<Hold> holdUntil(String value, Instant now) {
    String time = value.toUpperCase(Locale.ROOT);
    if (!DATE_TIME.matcher(time).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Hold(OffsetDateTime.parse(time).toInstant(), "until;" + value))
          .filter(hold -> now.isBefore(hold.until()));
    } catch (DateTimeException e) {
      // Such as the 30th of February.
      return Optional.empty();
    }
  }
}
