package dev.yubin.delivery.tlsrpt;

/// What came of sending a report to one place.
sealed interface Sending {
  record Sent() implements Sending {}

  /// Not now.
  record Failed(String why) implements Sending {}

  /// Never.
  record Impossible(String why) implements Sending {}
}
