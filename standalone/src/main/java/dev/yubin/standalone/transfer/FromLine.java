package dev.yubin.standalone.transfer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The line that a mail begins with in an mbox (RFC 4155, appendix A): `From sender date`.
final class FromLine {
  private static final Pattern FORM =
      Pattern.compile(
          "From .*?\\s?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +([A-Z][a-z]{2}) +(\\d{1,2}) +"
              + "(\\d{1,2}):(\\d\\d)(?::(\\d\\d))?(?: +[A-Z]{1,5})? +(?:([+-]\\d{4}) +)?(\\d{4})"
              + "(?: +([+-]\\d{4}))?(?: +\\S.*)?");
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
  private static final DateTimeFormatter ASCTIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final byte[] BEGIN = "From ".getBytes(ISO_8859_1);

  private FromLine() {}

  /// The date of a line that is one; in UTC where it has no zone.
  ///
  /// @param line without its line end
  static Optional<Instant> date(byte[] line) {
    if (!beginsWithFrom(line, 0)) {
      return Optional.empty();
    }
    Matcher parts = FORM.matcher(new String(line, ISO_8859_1));
    if (!parts.matches()) {
      return Optional.empty();
    }
    String zone = parts.group(6) == null ? parts.group(8) : parts.group(6);
    String second = parts.group(5);
    try {
      LocalDateTime time =
          LocalDateTime.of(
              Integer.parseInt(parts.group(7)),
              MONTHS.indexOf(parts.group(1)) + 1,
              Integer.parseInt(parts.group(2)),
              Integer.parseInt(parts.group(3)),
              Integer.parseInt(parts.group(4)),
              second == null ? 0 : Integer.parseInt(second));
      return Optional.of(time.toInstant(zone == null ? ZoneOffset.UTC : ZoneOffset.of(zone)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static String of(Instant date) {
    return "From MAILER-DAEMON " + ASCTIME.format(date);
  }

  /// Whether a line is `From ` behind any number of `>`, so that it has one more in an mbox.
  ///
  /// @param from where the line begins
  static boolean isQuoted(byte[] octets, int from) {
    int at = from;
    while (at < octets.length && octets[at] == '>') {
      at++;
    }
    return beginsWithFrom(octets, at);
  }

  private static boolean beginsWithFrom(byte[] line, int at) {
    if (line.length - at < BEGIN.length) {
      return false;
    }
    for (int i = 0; i < BEGIN.length; i++) {
      if (line[at + i] != BEGIN[i]) {
        return false;
      }
    }
    return true;
  }
}
