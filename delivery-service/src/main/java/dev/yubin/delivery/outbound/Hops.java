package dev.yubin.delivery.outbound;

/// The question where a destination's mail is handed to. Safe for use by many threads.
@FunctionalInterface
interface Hops {

  /// @param destination a domain or an address literal
  NextHop of(String destination);

  /// What destinations have in common whose mail goes to one host whatever the DNS says, so that
  /// one transaction may carry a mail to all of them. Asks nobody.
  default String shared(String destination) {
    return destination;
  }
}
