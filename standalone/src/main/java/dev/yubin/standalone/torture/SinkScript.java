package dev.yubin.standalone.torture;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How the scripted host treats mail for a domain. What it does depends on how often it has
/// seen a mail before, so that an attempt that nobody knows of changes nothing but the count.
enum SinkScript {
  /// Takes everything.
  TAKES,
  /// 450 to RCPT, twice.
  LATER,
  /// 451 after the final dot, once.
  DEFERS,
  /// 550 to RCPT, always.
  REFUSES,
  /// 554 after the final dot, always.
  REJECTS,
  /// Closes at DATA or within the content, once.
  CUTS,
  /// Takes the mail, and closes before its 250; once.
  LOSES;

  static final String DOMAIN = "sink.test";

  /// Of each script: a domain that fails is tried ever more slowly, and one alone would not
  /// keep up.
  static final int DOMAINS = 8;

  /// @param number 0 to 7
  String domain(int number) {
    return name().toLowerCase(Locale.ROOT) + number + "." + DOMAIN;
  }

  /// @return empty for an address of ours
  static Optional<SinkScript> of(String address) {
    String domain = address.substring(address.indexOf('@') + 1);
    return Arrays.stream(values())
        .filter(script -> domain.matches(script.name().toLowerCase(Locale.ROOT) + "\\d." + DOMAIN))
        .findFirst();
  }

  /// Whether a mail can end here in a DSN alone.
  boolean isFinalNo() {
    return this == REFUSES || this == REJECTS;
  }
}
