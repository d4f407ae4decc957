package dev.yubin.mime;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads a date-time (RFC 5322 §3.3), with the obsolete forms of §4.3 and what is often wrong:
/// a missing zone or second, a wrong day of the week.
public final class MailDate {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private final HeaderLexer lexer;

  private MailDate(String value) {
    this.lexer = new HeaderLexer(value);
  }

  /// Reads the value of a Date field.
  ///
  /// @param value unfolded
  /// @return empty when it is no date
  public static Optional<OffsetDateTime> parse(String value) {
    try {
      return Optional.of(new MailDate(value).dateTime());
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private OffsetDateTime dateTime() {
    String first = word();
    if (lexer.skip(',') || !isNumber(first)) {
      first = word();
    }
    int day = number(first, 2);
    int month = month(word());
    int year = year(word());
    int hour = number(word(), 2);
    int minute = lexer.skip(':') ? number(word(), 2) : invalid("No minute");
    int second = lexer.skip(':') ? number(word(), 2) : 0;
    // RFC 5322 §3.3 allows 60, a leap second, which java.time does not know.
    return OffsetDateTime.of(year, month, day, hour, minute, Math.min(second, 59), 0, zone(word()));
  }

  private String word() {
    lexer.skipCfws();
    String word = lexer.peek() == HeaderLexer.END ? "" : lexer.word(",:;(");
    lexer.skipCfws();
    return word;
  }

  private static int month(String name) {
    int index = MONTHS.indexOf(name.toLowerCase(Locale.ROOT));
    return index < 0 ? invalid("No month: " + name) : index + 1;
  }

  private static int year(String digits) {
    int year = number(digits, 4);
    // RFC 5322 §4.3
    return switch (digits.length()) {
      case 2 -> year < 50 ? 2000 + year : 1900 + year;
      case 3 -> 1900 + year;
      default -> year;
    };
  }

  private static ZoneOffset zone(String zone) {
    if (zone.length() == 5 && "+-".indexOf(zone.charAt(0)) >= 0) {
      int sign = zone.charAt(0) == '-' ? -1 : 1;
      int hours = number(zone.substring(1, 3), 2);
      int minutes = number(zone.substring(3), 2);
      return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }
    // RFC 5322 §4.3: any other name, a military one too, is an unknown zone, -0000.
    return switch (zone.toUpperCase(Locale.ROOT)) {
      case "EDT" -> ZoneOffset.ofHours(-4);
      case "EST", "CDT" -> ZoneOffset.ofHours(-5);
      case "CST", "MDT" -> ZoneOffset.ofHours(-6);
      case "MST", "PDT" -> ZoneOffset.ofHours(-7);
      case "PST" -> ZoneOffset.ofHours(-8);
      default -> ZoneOffset.UTC;
    };
  }

  private static int number(String digits, int max) {
    return isNumber(digits) && digits.length() <= max
        ? Integer.parseInt(digits)
        : invalid("No number: " + digits);
  }

  private static boolean isNumber(String word) {
    return !word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static int invalid(String why) {
    throw new DateTimeException(why);
  }
}
