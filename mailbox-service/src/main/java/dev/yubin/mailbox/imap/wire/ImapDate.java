package dev.yubin.mailbox.imap.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/// Dates as IMAP writes them (RFC 9051 §9, `date` and `date-time`).
public final class ImapDate {
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss +0000", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DATE_TIME = reader("d-MMM-yyyy HH:mm:ss xx");
  private static final DateTimeFormatter DATE = reader("d-MMM-yyyy");

  private ImapDate() {}

  private static DateTimeFormatter reader(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.ENGLISH);
  }

  /// `date-time` without its quotes, in UTC.
  public static String format(Instant instant) {
    return WRITTEN.format(instant);
  }

  /// @param text `date-time` without its quotes
  public static Instant parseDateTime(String text) throws BadSyntaxException {
    try {
      return OffsetDateTime.parse(text.strip(), DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      throw new BadSyntaxException("Bad date-time");
    }
  }

  public static LocalDate parseDate(String text) throws BadSyntaxException {
    try {
      return LocalDate.parse(text, DATE);
    } catch (DateTimeException e) {
      throw new BadSyntaxException("Bad date");
    }
  }
}
