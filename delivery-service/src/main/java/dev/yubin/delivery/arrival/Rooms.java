package dev.yubin.delivery.arrival;

import dev.yubin.store.account.Room;
import java.util.HashMap;
import java.util.Map;

/// What accounts with a quota have room for, mail by mail of a batch. For one thread.
final class Rooms {
  private final Map<Long, Room> left;

  /// @param left by account; one without a quota is absent
  Rooms(Map<Long, Room> left) {
    this.left = new HashMap<>(left);
  }

  /// Takes the room of one message.
  ///
  /// @return false when the account has no room for it
  boolean take(long account, long octets) {
    Room room = left.get(account);
    if (room == null) {
      return true;
    }
    if (room.octets() < octets || room.messages() < 1) {
      return false;
    }
    left.put(account, new Room(room.octets() - octets, room.messages() - 1));
    return true;
  }
}
