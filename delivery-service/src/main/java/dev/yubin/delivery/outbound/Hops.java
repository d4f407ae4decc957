package dev.yubin.delivery.outbound;

/// The question where a destination's mail is handed to. Safe for use by many threads.
@FunctionalInterface
interface Hops {

  /// @param destination a domain or an address literal
  NextHop of(String destination);
}
