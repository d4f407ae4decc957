package dev.yubin.resolver.upstream;

/// How many questions may be asked once more. Each first question earns a part of a second one, so
/// that an outage does not multiply what the upstreams have to bear.
final class RetryBudget {
  private static final double EARNED = 0.1;
  private static final double MOST = 50;

  private double saved = MOST;

  synchronized void earn() {
    saved = Math.min(MOST, saved + EARNED);
  }

  /// @return whether there is one left, which is then spent
  synchronized boolean spend() {
    if (saved < 1) {
      return false;
    }
    saved--;
    return true;
  }
}
