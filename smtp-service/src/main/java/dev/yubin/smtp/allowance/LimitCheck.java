package dev.yubin.smtp.allowance;

import java.time.Duration;

/// What is right for the properties of an allowance.
final class LimitCheck {
  private LimitCheck() {}

  static void require(String prefix, int mails, int recipients, Duration window) {
    require(mails >= 0, prefix, "mails", mails, "0 or more");
    require(recipients >= 0, prefix, "recipients", recipients, "0 or more");
    require(
        window.toSeconds() >= 1 && window.toDays() <= 31, prefix, "window", window, "1s to 31d");
  }

  private static void require(
      boolean holds, String prefix, String property, Object value, String right) {
    if (!holds) {
      throw new IllegalArgumentException(
          prefix + "." + property + "=" + value + " must be " + right);
    }
  }
}
