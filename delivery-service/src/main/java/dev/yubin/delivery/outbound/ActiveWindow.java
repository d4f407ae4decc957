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
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// What of the queue is worked on: of each destination as much as it has slots for, however much
/// waits. Destinations that share their host share its slots. Nothing is claimed that has no slot.
/// For one thread.
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
  private final UnaryOperator<String> hops;
  private final Duration lease;

  /// The destination that was looked at last.
  private String behind = "";

  private long restsUntil = System.nanoTime();

  /// Mails for one run, with their slot.
  ///
  /// @param hop whose slot it is: a destination, or what several share
  record Share(String hop, List<OutboundMail> mails) {}

  /// The slots that were taken of a hop, and the mails that may be claimed for them.
  private static final class Room {
    private final Map<String, Integer> mails = new LinkedHashMap<>();
    private int runs;

    private int total() {
      return mails.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /// @param hops by destination, what it shares its host under: itself where it does not
  ActiveWindow(
      Backlog backlog,
      OutboundQueue queue,
      Slots slots,
      UnaryOperator<String> hops,
      Duration lease) {
    this.backlog = backlog;
    this.queue = queue;
    this.slots = slots;
    this.hops = hops;
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
      rooms.forEach((hop, room) -> giveBack(hop, room.runs));
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
    String hop = hops.apply(due.destination());
    Room room = rooms.getOrDefault(hop, new Room());
    int others = room.total();
    int wanted = Math.ceilDiv(others + due.mails(), MIN_MAILS_A_RUN);
    while (room.runs < wanted && slots.take(hop, due.fresh())) {
      room.runs++;
    }
    int mails = Math.min(due.mails(), room.runs * MAX_MAILS_A_RUN - others);
    if (mails > 0) {
      room.mails.put(due.destination(), mails);
      rooms.put(hop, room);
    }
  }

  private List<Share> claim(Map<String, Room> rooms) {
    Map<String, Integer> most = new LinkedHashMap<>();
    rooms.values().forEach(room -> most.putAll(room.mails));
    Map<String, List<OutboundMail>> claimed =
        queue.claim(most, lease).stream()
            .collect(Collectors.groupingBy(mail -> hops.apply(mail.destination())));
    List<Share> shares = new ArrayList<>();
    rooms.forEach(
        (hop, room) -> shares.addAll(shares(hop, room.runs, claimed.getOrDefault(hop, List.of()))));
    return shares;
  }

  /// What another instance was faster to claim leaves slots over.
  ///
  /// @param rows of which those of one mail stay together
  private List<Share> shares(String hop, int runs, List<OutboundMail> rows) {
    List<List<OutboundMail>> mails =
        List.copyOf(
            rows.stream()
                .collect(
                    Collectors.groupingBy(
                        OutboundMail::mail, LinkedHashMap::new, Collectors.toList()))
                .values());
    int size = Math.max(MIN_MAILS_A_RUN, Math.ceilDiv(mails.size(), runs));
    List<Share> shares = new ArrayList<>();
    for (int from = 0; from < mails.size(); from += size) {
      int to = Math.min(mails.size(), from + size);
      List<OutboundMail> share = mails.subList(from, to).stream().flatMap(List::stream).toList();
      shares.add(new Share(hop, share));
    }
    giveBack(hop, runs - shares.size());
    return shares;
  }

  private void giveBack(String hop, int runs) {
    for (int i = 0; i < runs; i++) {
      slots.giveBack(hop, Pace.Progress.NONE, Duration.ZERO);
    }
  }
}
