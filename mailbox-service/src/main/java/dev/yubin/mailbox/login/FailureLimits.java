package dev.yubin.mailbox.login;

import dev.yubin.server.limit.RetryAfter;
import dev.yubin.store.login.LoginFailures.Count;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the failures of one login are counted by.
///
/// @param bySubject failures that are allowed, by subject
record FailureLimits(Map<String, Integer> bySubject) {
  static final FailureLimits NONE = new FailureLimits(Map.of());

  List<String> subjects() {
    return List.copyOf(bySubject.keySet());
  }

  /// Whether no more failures are allowed.
  Optional<RetryAfter> reached(List<Count> counts) {
    return beyond(counts, 0);
  }

  /// Whether one of the failures was not allowed.
  Optional<RetryAfter> exceeded(List<Count> counts) {
    return beyond(counts, 1);
  }

  private Optional<RetryAfter> beyond(List<Count> counts, int surplus) {
    return counts.stream()
        .filter(count -> count.failures() - surplus >= allowed(count.subject()))
        .map(Count::left)
        .max(Comparator.naturalOrder())
        .map(RetryAfter::new);
  }

  private int allowed(String subject) {
    return bySubject.getOrDefault(subject, Integer.MAX_VALUE);
  }
}
