package dev.yubin.resolver.mtasts;

import dev.yubin.dns.TlsWishes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A policy as its file says it (RFC 8461 §3.2).
///
/// @param mode empty for `none`
/// @param mx patterns in lower case; at least one unless the mode is `none`
/// @param maxAge up to about a year
record PolicyText(Optional<TlsWishes.Mode> mode, List<String> mx, Duration maxAge) {
  private static final long MAX_AGE = 31_557_600;
  private static final int MAX_PATTERNS = 200;
  private static final Pattern HOST =
      Pattern.compile("(?=.{1,255}$)(?:\\*\\.)?(?:[a-z0-9_-]{1,63}\\.)*[a-z0-9_-]{1,63}");

  /// @throws IllegalArgumentException that says what is wrong with it
  static PolicyText parse(String text) {
    Map<String, String> fields = new HashMap<>();
    List<String> mx = new ArrayList<>();
    for (String line : text.split("\\r?\\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        String key = line.substring(0, colon).strip();
        String value = line.substring(colon + 1).strip();
        if (key.equals("mx")) {
          mx.add(pattern(value));
        } else {
          // RFC 8461 §3.2: of a field that is there twice, the first counts.
          fields.putIfAbsent(key, value);
        }
      }
    }
    require("STSv1".equals(fields.get("version")), "its version is not STSv1");
    Optional<TlsWishes.Mode> mode = mode(fields.get("mode"));
    require(mode.isEmpty() || !mx.isEmpty(), "it names no mx");
    require(mx.size() <= MAX_PATTERNS, "it names more than %d mx".formatted(MAX_PATTERNS));
    return new PolicyText(mode, List.copyOf(mx), maxAge(fields.get("max_age")));
  }

  private static Optional<TlsWishes.Mode> mode(@Nullable String value) {
    return switch (value) {
      case "enforce" -> Optional.of(TlsWishes.Mode.ENFORCE);
      case "testing" -> Optional.of(TlsWishes.Mode.TESTING);
      case "none" -> Optional.empty();
      case null, default -> throw new IllegalArgumentException("its mode is " + value);
    };
  }

  private static String pattern(String value) {
    String pattern = value.toLowerCase(Locale.ROOT);
    require(HOST.matcher(pattern).matches(), "its mx is no name of hosts");
    return pattern;
  }

  private static Duration maxAge(@Nullable String value) {
    require(value != null && value.matches("[0-9]{1,10}"), "its max_age is no number of seconds");
    return Duration.ofSeconds(Math.min(MAX_AGE, Long.parseLong(value)));
  }

  private static void require(boolean right, String wrong) {
    if (!right) {
      throw new IllegalArgumentException(wrong);
    }
  }
}
