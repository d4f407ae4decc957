package dev.yubin.resolver.iteration;

import org.xbill.DNS.Name;

/// How much of a name each zone on the way is shown: no more than it needs to say who has the rest
/// (RFC 9156 §2).
final class MinimisedName {
  /// RFC 9156 §2.3: MAX_MINIMISE_COUNT and MINIMISE_ONE_LAB.
  private static final int MAX_STEPS = 10;

  private static final int STEPS_OF_ONE = 4;

  private final Name name;
  private int shown;
  private int steps;

  /// @param zone where the walk begins
  MinimisedName(Name name, Name zone) {
    this.name = name;
    this.shown = zone.labels();
  }

  /// The part to ask for next, always longer than the one before.
  Name next() {
    int hidden = name.labels() - shown;
    int left = Math.max(1, MAX_STEPS - steps);
    shown += steps < STEPS_OF_ONE ? Math.min(1, hidden) : Math.ceilDiv(hidden, left);
    steps++;
    return new Name(name, name.labels() - shown);
  }

  /// From now on nothing is hidden.
  void showAll() {
    shown = name.labels();
  }
}
