package dev.yubin.delivery.outbound;

import dev.yubin.store.outbound.Backlog;
import dev.yubin.store.outbound.DueDestination;
import dev.yubin.store.outbound.OutboundMail;
import dev.yubin.store.outbound.OutboundQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What of the queue is worked on: of each destination as much as it has slots for, however much
/// waits. Nothing is claimed that has no slot. For one thread.
final class ActiveWindow {

  /// Mails that one session carries, one after another.
  private static final int MAX_MAILS_A_RUN = 20;

  /// Below this, opening one more session costs more than it wins.
  private static final int MIN_MAILS_A_RUN = 4;

  /// Mails at the head of the queue that are looked at.
  private static final int HEAD = 500;

  /// Destinations that are looked at where the head is full of those that have no slot.
  private static final int STRETCH = 1_000;

  /// Of the time, the share that looking beyond the head may take: one part in ten.
  private static final int REST = 9;

  private final Backlog backlog;
  private final OutboundQueue queue;
  private final Slots slots;
  private final Duration lease;

  /// The destination that was looked at last.
  private String behind = "";

  private long restsUntil = System.nanoTime();

  /// Mails for one run, with their slot.
  record Share(String destination, List<OutboundMail> mails) {}

  /// @param runs slots that are taken
  private record Room(int runs, int mails) {}

  ActiveWindow(Backlog backlog, OutboundQueue queue, Slots slots, Duration lease) {
    this.backlog = backlog;
    this.queue = queue;
    this.slots = slots;
    this.lease = lease;
  }

  /// Takes slots, and claims mails for them. Whoever works one off gives its slot back.
  List<Share> next() {
    Map<String, Room> rooms = new LinkedHashMap<>();
    try {
      List<DueDestination> head = backlog.due(HEAD);
      take(head, rooms);
      if (slots.free() > 0 && isFull(head) && restsUntil - System.nanoTime() <= 0) {
        take(beyond(head), rooms);
      }
      return rooms.isEmpty() ? List.of() : claim(rooms);
    } catch (RuntimeException e) {
      rooms.forEach(this::giveBack);
      throw e;
    }
  }

  /// Whether there may be more behind it.
  private static boolean isFull(List<DueDestination> head) {
    return head.stream().mapToInt(DueDestination::mails).sum() >= HEAD;
  }

  private List<DueDestination> beyond(List<DueDestination> head) {
    Set<String> seen = Set.copyOf(head.stream().map(DueDestination::destination).toList());
    long start = System.nanoTime();
    Backlog.Stretch stretch = backlog.dueAfter(behind, STRETCH, MAX_MAILS_A_RUN);
    long end = System.nanoTime();
    restsUntil = end + REST * (end - start);
    behind = stretch.last() == null ? "" : stretch.last();
    return stretch.due().stream().filter(due -> !seen.contains(due.destination())).toList();
  }

  /// By turns one that has fresh mail and one that has been tried in vain: neither keeps the other
  /// from having slots.
  private void take(List<DueDestination> due, Map<String, Room> rooms) {
    Iterator<DueDestination> fresh = due.stream().filter(DueDestination::fresh).iterator();
    Iterator<DueDestination> tried = due.stream().filter(d -> !d.fresh()).iterator();
    while (slots.free() > 0 && (fresh.hasNext() || tried.hasNext())) {
      if (fresh.hasNext()) {
        take(fresh.next(), rooms);
      }
      if (tried.hasNext()) {
        take(tried.next(), rooms);
      }
    }
  }

  private void take(DueDestination due, Map<String, Room> rooms) {
    int runs = 0;
    int wanted = Math.ceilDiv(due.mails(), MIN_MAILS_A_RUN);
    while (runs < wanted && slots.take(due.destination(), due.fresh())) {
      runs++;
    }
    if (runs > 0) {
      int mails = Math.min(due.mails(), runs * MAX_MAILS_A_RUN);
      rooms.put(due.destination(), new Room(runs, mails));
    }
  }

  private List<Share> claim(Map<String, Room> rooms) {
    Map<String, Integer> most = new LinkedHashMap<>();
    rooms.forEach((destination, room) -> most.put(destination, room.mails));
    Map<String, List<OutboundMail>> claimed = new LinkedHashMap<>();
    for (OutboundMail mail : queue.claim(most, lease)) {
      claimed.computeIfAbsent(mail.destination(), d -> new ArrayList<>()).add(mail);
    }
    List<Share> shares = new ArrayList<>();
    rooms.forEach(
        (destination, room) ->
            shares.addAll(shares(destination, room, claimed.getOrDefault(destination, List.of()))));
    return shares;
  }

  /// What another instance was faster to claim leaves slots over.
  private List<Share> shares(String destination, Room room, List<OutboundMail> mails) {
    int size = Math.max(MIN_MAILS_A_RUN, Math.ceilDiv(mails.size(), room.runs));
    List<Share> shares = new ArrayList<>();
    for (int from = 0; from < mails.size(); from += size) {
      int to = Math.min(mails.size(), from + size);
      shares.add(new Share(destination, List.copyOf(mails.subList(from, to))));
    }
    giveBack(destination, new Room(room.runs - shares.size(), 0));
    return shares;
  }

  private void giveBack(String destination, Room room) {
    for (int i = 0; i < room.runs; i++) {
      slots.giveBack(destination, Pace.Progress.NONE, Duration.ZERO);
    }
  }
}
