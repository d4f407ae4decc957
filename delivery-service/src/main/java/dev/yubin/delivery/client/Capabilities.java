package dev.yubin.delivery.client;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What a host offers in its reply to EHLO (RFC 5321 §4.1.1.1).
///
/// @param offers keyword in capitals, to its parameters as one text
record Capabilities(Map<String, String> offers) {
  /// A host that knows HELO only offers nothing.
  static final Capabilities NONE = new Capabilities(Map.of());

  Capabilities {
    offers = Map.copyOf(offers);
  }

  /// @param lines of the reply; the first one is the host's name
  static Capabilities of(List<String> lines) {
    Map<String, String> offers = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] parts = line.strip().split("[ =]", 2);
      offers.put(parts[0].toUpperCase(Locale.ROOT), parts.length == 2 ? parts[1].strip() : "");
    }
    return new Capabilities(offers);
  }

  boolean has(String keyword) {
    return offers.containsKey(keyword);
  }

  /// Whether a mail of this size may be offered. No number, 0 and nonsense are no limit
  /// (RFC 1870 §4).
  boolean takesSize(long octets) {
    long max = number("SIZE");
    return max == 0 || octets <= max;
  }

  /// Seconds of the shortest time to deliver by that the host takes (RFC 2852 §2); 0 where it names
  /// none.
  long leastTimeToDeliver() {
    return number("DELIVERBY");
  }

  /// The names of the SASL mechanisms that the host knows (RFC 4954 §3), in capitals.
  Set<String> mechanisms() {
    String names = offers.getOrDefault("AUTH", "").toUpperCase(Locale.ROOT).strip();
    return names.isEmpty() ? Set.of() : new TreeSet<>(List.of(names.split(" +")));
  }

  Limits limits() {
    return Limits.of(offers.getOrDefault("LIMITS", ""));
  }

  private long number(String keyword) {
    String digits = offers.getOrDefault(keyword, "");
    boolean isNumber =
        !digits.isEmpty()
            && digits.length() <= 18
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber ? Long.parseLong(digits) : 0;
  }
}
