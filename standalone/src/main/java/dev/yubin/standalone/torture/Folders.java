package dev.yubin.standalone.torture;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// What the folders of one client hold, by its own account of it. A value: every change gives
/// another one.
///
/// @param messages by folder and UID
/// @param fresh by folder, messages that are there too, under UIDs that nobody has told yet
record Folders(
    SortedMap<String, NavigableMap<Long, Message>> messages, Map<String, List<Message>> fresh) {

  /// @param id of the mail
  /// @param flags sorted, with blanks between them
  record Message(String id, String flags) {}

  static Folders empty(List<String> names) {
    SortedMap<String, NavigableMap<Long, Message>> messages = new TreeMap<>();
    names.forEach(name -> messages.put(name, new TreeMap<>()));
    return new Folders(messages, Map.of());
  }

  NavigableMap<Long, Message> of(String folder) {
    return messages.getOrDefault(folder, new TreeMap<>());
  }

  /// @return with messages whose UIDs are to be seen
  Folders plus(String folder, Collection<Message> added) {
    return new Folders(messages, Map.of(folder, List.copyOf(added)));
  }

  Folders minus(String folder, Collection<Long> uids) {
    Folders other = copy();
    other.of(folder).keySet().removeAll(uids);
    return other;
  }

  Folders with(String folder, Collection<Long> uids, UnaryOperator<Message> change) {
    Folders other = copy();
    uids.forEach(uid -> other.of(folder).computeIfPresent(uid, (key, old) -> change.apply(old)));
    return other;
  }

  private Folders copy() {
    SortedMap<String, NavigableMap<Long, Message>> copy = new TreeMap<>();
    messages.forEach((folder, all) -> copy.put(folder, new TreeMap<>(all)));
    return new Folders(copy, fresh);
  }

  /// Whether it is what was seen: all that is known by UID, and the fresh ones with UIDs
  /// above.
  boolean matches(Folders seen) {
    for (String folder : messages.keySet()) {
      NavigableMap<Long, Message> known = of(folder);
      NavigableMap<Long, Message> there = seen.of(folder);
      if (!there.headMap(known.isEmpty() ? 0 : known.lastKey(), true).equals(known)) {
        return false;
      }
      Collection<Message> above =
          there.tailMap(known.isEmpty() ? 0 : known.lastKey(), false).values();
      if (!sorted(above).equals(sorted(fresh.getOrDefault(folder, List.of())))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> sorted(Collection<Message> messages) {
    return messages.stream().map(Message::toString).sorted().toList();
  }
}
