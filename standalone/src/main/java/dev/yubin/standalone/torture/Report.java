package dev.yubin.standalone.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The result in lines.
record Report(Result result) {
  private static final int MAX_VIOLATIONS = 40;
  private static final int MAX_REFUSALS = 6;

  List<String> lines() {
    History history = result.history();
    List<String> lines = new ArrayList<>();
    lines.add("seed %d".formatted(result.seed()));
    lines.add(
        "mails %d accepted, %d unknown, %d not accepted"
            .formatted(
                history.count(Sent.Outcome.ACCEPTED),
                history.count(Sent.Outcome.UNKNOWN),
                history.count(Sent.Outcome.NOT_ACCEPTED)));
    lines.addAll(refusals());
    lines.add("IMAP commands %d".formatted(result.imapCommands()));
    lines.add("faults %d".formatted(history.faults().size()));
    for (Promise promise : Promise.values()) {
      lines.add("%-9s %d  (%s)".formatted(word(promise), count(promise), promise.meaning()));
    }
    result
        .excused()
        .forEach(
            (excuse, count) ->
                lines.add("at the host once more %d: %s".formatted(count, excuse.meaning())));
    lines.addAll(recoveries());
    history.violations().stream()
        .limit(MAX_VIOLATIONS)
        .forEach(broken -> lines.add("broken: " + word(broken.promise()) + " " + broken.what()));
    lines.add(result.isGood() ? "No promise was broken." : "Promises were broken.");
    return lines;
  }

  /// What was said, or happened, to the most of those that were not accepted.
  private List<String> refusals() {
    Map<String, Long> byReply =
        result.history().sent().values().stream()
            .filter(sent -> sent.outcome() != Sent.Outcome.ACCEPTED)
            .collect(Collectors.groupingBy(Sent::reply, Collectors.counting()));
    return byReply.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(MAX_REFUSALS)
        .map(entry -> "  %d: %s".formatted(entry.getValue(), entry.getKey()))
        .toList();
  }

  private static String word(Promise promise) {
    return promise.name().toLowerCase(Locale.ROOT);
  }

  private long count(Promise promise) {
    return result.history().violations().stream()
        .filter(broken -> broken.promise() == promise)
        .count();
  }

  /// By fault; those that came in pairs together, as each waits for the other.
  private List<String> recoveries() {
    Map<String, List<Duration>> byFault =
        result.history().faults().stream()
            .collect(
                Collectors.groupingBy(
                    Report::name,
                    TreeMap::new,
                    Collectors.mapping(FaultRecord::recovery, Collectors.toList())));
    List<String> lines = new ArrayList<>();
    byFault.forEach(
        (name, all) -> {
          List<Duration> sorted = all.stream().sorted().toList();
          lines.add(
              "recovery %-40s %3d times, p50 %5.1f s, max %5.1f s"
                  .formatted(
                      name,
                      sorted.size(),
                      seconds(sorted.get(sorted.size() / 2)),
                      seconds(sorted.getLast())));
        });
    return lines;
  }

  private static String name(FaultRecord fault) {
    return fault.paired() ? "pairs" : fault.kind() + " " + fault.target().replaceFirst("-\\d+", "");
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
