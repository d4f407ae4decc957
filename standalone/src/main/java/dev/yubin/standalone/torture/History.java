package dev.yubin.standalone.torture;

import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// What happened, as those who did it saw it. Safe for use by many threads.
final class History {
  private static final int MAX_WORDS = 500;

  private final Map<String, Sent> sent = new ConcurrentHashMap<>();
  private final Queue<FaultRecord> faults = new ConcurrentLinkedQueue<>();
  private final Queue<Violation> violations = new ConcurrentLinkedQueue<>();

  void add(Sent mail) {
    sent.put(mail.mail().id(), mail);
  }

  /// By the mail's id.
  Map<String, Sent> sent() {
    return sent;
  }

  long count(Sent.Outcome outcome) {
    return sent.values().stream().filter(mail -> mail.outcome() == outcome).count();
  }

  void add(FaultRecord fault) {
    faults.add(fault);
  }

  Collection<FaultRecord> faults() {
    return faults;
  }

  /// @param promise that was broken
  void broken(Promise promise, String what) {
    String line = what.replaceAll("\\s+", " ");
    violations.add(new Violation(promise, line.substring(0, Math.min(MAX_WORDS, line.length()))));
  }

  Collection<Violation> violations() {
    return violations;
  }

  record Violation(Promise promise, String what) {}
}
