package dev.yubin.standalone.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Times, sizes and lists as people read them.
final class Readable {
  private Readable() {}

  /// `45s`, `12m`, `3h`, `5d`.
  static String span(Duration time) {
    if (time.toDays() >= 2) {
      return time.toDays() + "d";
    }
    if (time.toHours() >= 2) {
      return time.toHours() + "h";
    }
    return time.toMinutes() >= 2 ? time.toMinutes() + "m" : time.toSeconds() + "s";
  }

  /// How long ago.
  static String age(@Nullable Object instant, Instant now) {
    Duration age = Duration.between(Instant.parse(String.valueOf(instant)), now);
    return age.isNegative() ? "-" : span(age);
  }

  /// How long until then.
  static String until(@Nullable Object instant, Instant now) {
    if (instant == null) {
      return "-";
    }
    Duration left = Duration.between(now, Instant.parse(instant.toString()));
    return left.isPositive() ? "in " + span(left) : "now";
  }

  /// To the second, UTC.
  static String time(@Nullable Object instant) {
    return Instant.parse(String.valueOf(instant)).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /// `900 B`, `12 KiB`, `3 MiB`.
  static String size(@Nullable Object octets) {
    long n = ((Number) (octets == null ? 0 : octets)).longValue();
    return n < 1024 ? n + " B" : n < 1024 * 1024 ? n / 1024 + " KiB" : n / 1024 / 1024 + " MiB";
  }

  /// The first ones and how many more there are.
  static String some(@Nullable Object list) {
    List<?> all = list instanceof List<?> many ? many : List.of();
    String first = all.stream().limit(2).map(String::valueOf).collect(Collectors.joining(" "));
    return all.size() > 2 ? first + " and " + (all.size() - 2) + " more" : first;
  }

  static String orDash(@Nullable Object value) {
    return value == null || value.toString().isEmpty() ? "-" : value.toString();
  }
}
