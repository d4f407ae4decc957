package dev.yubin.standalone.torture;

import dev.yubin.standalone.torture.Sink.Copy;
import dev.yubin.standalone.up.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether each mail for the scripted host is there once, or was told of by one DSN.
final class RelayCheck {
  /// Between the host's 250 and the transaction that writes it down.
  private static final Duration SETTLEMENT = Duration.ofSeconds(3);

  /// Why a mail may be at the host once more: nobody could know that it was there.
  enum Excuse {
    REPLY_LOST("the host closed before its 250"),
    PROCESS_HIT("the process was killed or paused between the host's 250 and the settlement"),
    DATABASE_AWAY("PostgreSQL was away when the host's 250 was to be written down");

    private final String meaning;

    Excuse(String meaning) {
      this.meaning = meaning;
    }

    String meaning() {
      return meaning;
    }
  }

  private final History history;
  private final Arrived arrived;
  private final Map<String, List<Copy>> copies = new HashMap<>();
  private final Map<Excuse, Integer> excused = new EnumMap<>(Excuse.class);

  RelayCheck(History history, Arrived arrived, Collection<Copy> all) {
    this.history = history;
    this.arrived = arrived;
    for (Copy copy : all) {
      for (String recipient : copy.recipients()) {
        copies
            .computeIfAbsent(Arrived.failure(copy.mail(), recipient), key -> new ArrayList<>())
            .add(copy);
      }
    }
  }

  /// @return copies that were allowed beyond the first, by why
  Map<Excuse, Integer> run() {
    for (Sent sent : history.sent().values()) {
      for (String recipient : sent.mail().recipients()) {
        SinkScript.of(recipient).ifPresent(script -> check(sent, recipient, script));
      }
    }
    return excused;
  }

  private void check(Sent sent, String recipient, SinkScript script) {
    String key = Arrived.failure(sent.mail().id(), recipient);
    List<Copy> there = copies.getOrDefault(key, List.of());
    int told = arrived.failures().getOrDefault(key, 0);
    String what = "%s (%s, %s)".formatted(key, sent.outcome(), sent.at());
    if (sent.outcome() == Sent.Outcome.NOT_ACCEPTED || !sent.taken().contains(recipient)) {
      if (!there.isEmpty() || told > 0) {
        history.broken(Promise.UNASKED, what + ", answered: " + sent.reply());
      }
      return;
    }
    if (there.isEmpty() && told == 0 && sent.outcome() == Sent.Outcome.ACCEPTED) {
      history.broken(Promise.LOST, what);
    }
    if (told > 1) {
      history.broken(Promise.DOUBLED, "%d DSNs of %s".formatted(told, what));
    }
    if (told > 0 && !there.isEmpty()) {
      history.broken(Promise.BOTH, what);
    } else if (told > 0 && !script.isFinalNo()) {
      history.broken(Promise.GIVEN_UP, what);
    }
    for (Copy copy : there) {
      if (!copy.whole()) {
        history.broken(Promise.PARTIAL, "at the host: " + what);
      }
    }
    checkCopies(there, what);
  }

  /// Each copy that another one came after must have an excuse.
  private void checkCopies(List<Copy> there, String what) {
    List<Copy> inOrder = there.stream().sorted(Comparator.comparing(Copy::takenAt)).toList();
    for (Copy copy : inOrder.subList(0, Math.max(0, inOrder.size() - 1))) {
      Excuse excuse = excuse(copy);
      if (excuse == null) {
        history.broken(
            Promise.DOUBLED,
            "%s: at the host at %s, and again; copies %s"
                .formatted(what, copy.takenAt(), inOrder.stream().map(Copy::takenAt).toList()));
      } else {
        excused.merge(excuse, 1, Integer::sum);
      }
    }
  }

  private @Nullable Excuse excuse(Copy copy) {
    if (!copy.answered()) {
      return Excuse.REPLY_LOST;
    }
    for (FaultRecord fault : history.faults()) {
      if (fault.covers(copy.takenAt(), SETTLEMENT)) {
        if (fault.target().endsWith(DatabaseNode.NAME)) {
          return Excuse.DATABASE_AWAY;
        }
        if (fault.target().startsWith(Service.DELIVERY.label())
            && fault.kind() != FaultKind.TERMINATE) {
          return Excuse.PROCESS_HIT;
        }
      }
    }
    return null;
  }
}
