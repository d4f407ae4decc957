package dev.yubin.delivery.arrival;

import java.util.HashMap;
import java.util.Map;

/// What accounts with a quota have room for, mail by mail of a batch. For one thread.
final class Rooms {
  private final Map<Long, Long> left;

  /// @param left octets by account; one without a quota is absent
  Rooms(Map<Long, Long> left) {
    this.left = new HashMap<>(left);
  }

  /// @return false when the account has no room for so many octets
  boolean take(long account, long octets) {
    Long room = left.get(account);
    if (room == null) {
      return true;
    }
    if (room < octets) {
      return false;
    }
    left.put(account, room - octets);
    return true;
  }
}
