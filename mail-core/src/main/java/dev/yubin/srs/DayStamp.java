package dev.yubin.srs;

import java.time.Duration;
import java.time.InstantSource;

/// The day on which an address was made, as two letters or digits. They repeat after 1,024 days.
record DayStamp(Duration maxAge, InstantSource clock) {
  private static final int ROUND = 1024;

  DayStamp {
    if (maxAge.compareTo(Duration.ofDays(1)) < 0 || maxAge.toDays() > 1000) {
      throw new IllegalArgumentException(
          "yubin.srs.max-age=" + maxAge + " must be 1 to 1000 days, such as 21d");
    }
  }

  String now() {
    int day = today();
    return "" + Base32.DIGITS.charAt(day >> 5) + Base32.DIGITS.charAt(day & 31);
  }

  boolean isRecent(String stamp) {
    if (stamp.length() != 2) {
      return false;
    }
    int high = Base32.value(stamp.charAt(0));
    int low = Base32.value(stamp.charAt(1));
    if (high < 0 || low < 0) {
      return false;
    }
    return Math.floorMod(today() - (high << 5 | low), ROUND) <= maxAge.toDays();
  }

  private int today() {
    return (int) (clock.instant().getEpochSecond() / 86_400 % ROUND);
  }
}
