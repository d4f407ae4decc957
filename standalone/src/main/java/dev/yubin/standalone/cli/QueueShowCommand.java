package dev.yubin.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// One mail of the queue with all that is known of it.
@Command(
    name = "show",
    description = "Show a mail: envelope, header, recipients, attempts.",
    mixinStandardHelpOptions = true)
final class QueueShowCommand implements Runnable {
  @Mixin AdminOptions options = new AdminOptions();

  @Parameters(paramLabel = "ID")
  long id;

  @Option(names = "--json", description = "As JSON.")
  boolean json;

  @Override
  public void run() {
    AdminApi.Answer answer = options.delivery().get("queue/" + id, Map.of());
    if (json) {
      System.out.println(new String(answer.json(), UTF_8));
      return;
    }
    Map<String, Object> shown = answer.one();
    print(fields(shown.get("entry")), shown.get("siblings"));
    System.out.println("\nHeader");
    String.valueOf(shown.get("header"))
        .lines()
        .map(line -> line.replaceAll("[\\p{Cntrl}&&[^\t]]", "?"))
        .forEach(line -> System.out.println("  " + line));
    System.out.println("\nRecipients");
    Steps.print(shown.get("recipients"));
    System.out.println("\nSteps");
    Steps.print(shown.get("steps"));
  }

  private static void print(Map<?, ?> entry, @Nullable Object siblings) {
    Table table = new Table("Entry", String.valueOf(entry.get("id")));
    table.add("Mail", entry.get("mail"));
    table.add("State", entry.get("state"));
    table.add("Sender", "<" + entry.get("sender") + ">");
    table.add("Destination", Readable.orDash(entry.get("destination")));
    table.add("Waiting for", words(entry.get("recipients")));
    table.add("Queued", Readable.time(entry.get("queuedAt")));
    Object due = entry.get("dueAt");
    table.add("Next try", due == null ? "-" : Readable.time(due));
    table.add("Attempts", entry.get("attempts"));
    table.add("Priority", entry.get("priority"));
    table.add("Size", Readable.size(entry.get("size")));
    table.add("Last reply", Readable.orDash(entry.get("lastReply")));
    table.add("Other entries", Readable.orDash(words(siblings)));
    table.print(System.out);
  }

  private static String words(@Nullable Object list) {
    return list instanceof List<?> many
        ? String.join(" ", many.stream().map(String::valueOf).toList())
        : "";
  }

  private static Map<?, ?> fields(@Nullable Object thing) {
    return thing instanceof Map<?, ?> map ? map : Map.of();
  }
}
