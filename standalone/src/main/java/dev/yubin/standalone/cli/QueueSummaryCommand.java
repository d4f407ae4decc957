package dev.yubin.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How much waits, and for whom.
@Command(
    name = "summary",
    description = "Show how much waits, and for which destinations.",
    mixinStandardHelpOptions = true)
final class QueueSummaryCommand implements Runnable {
  @Mixin AdminOptions options = new AdminOptions();

  @Option(names = "--json", description = "As JSON.")
  boolean json;

  @Override
  public void run() {
    AdminApi.Answer answer = options.delivery().get("queue/summary", Map.of());
    if (json) {
      System.out.println(new String(answer.json(), UTF_8));
      return;
    }
    Map<String, Object> summary = answer.one();
    Table groups = new Table("STATE", "AGE", "MAILS");
    for (Map<?, ?> group : maps(summary.get("groups"))) {
      String age =
          switch (String.valueOf(group.get("age"))) {
            case "HOUR" -> "below 1h";
            case "DAY" -> "below 1d";
            default -> "older";
          };
      String state = String.valueOf(group.get("state")).toLowerCase(Locale.ROOT);
      groups.add(state, age, group.get("mails"));
    }
    if (groups.isEmpty()) {
      System.out.println("Nothing waits.");
      return;
    }
    if (Boolean.TRUE.equals(summary.get("estimated"))) {
      System.out.println("The queue is large: these are estimates.");
    }
    groups.print(System.out);
    System.out.println();
    Table destinations = new Table("DESTINATION", "MAILS", "HELD", "OLDEST");
    for (Map<?, ?> to : maps(summary.get("destinations"))) {
      destinations.add(
          Readable.orDash(to.get("destination")),
          to.get("mails"),
          to.get("held"),
          Readable.span(Duration.parse(String.valueOf(to.get("oldest")))));
    }
    destinations.print(System.out);
  }

  private static List<? extends Map<?, ?>> maps(@Nullable Object value) {
    return value instanceof List<?> many
        ? many.stream().filter(Map.class::isInstance).map(m -> (Map<?, ?>) m).toList()
        : List.of();
  }
}
