package dev.yubin.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Accepted mail that could not be processed.
@Command(
    name = "dead-letters",
    description = "List what could not be processed, and why. `queue replay` sends it again.",
    mixinStandardHelpOptions = true)
final class DeadLettersCommand implements Runnable {
  @Mixin AdminOptions options = new AdminOptions();

  @Option(names = "--after", paramLabel = "OFFSET", description = "Go on after this one.")
  @Nullable Long after;

  @Option(names = "--json", description = "As JSON.")
  boolean json;

  @Override
  public void run() {
    Map<String, @Nullable Object> query = new LinkedHashMap<>();
    query.put("after", after);
    AdminApi.Answer answer = options.delivery().get("dead-letters", query);
    if (json) {
      System.out.println(new String(answer.json(), UTF_8));
      return;
    }
    Table table = new Table("OFFSET", "TIME", "MAIL", "CHUNK", "SIZE", "SENT AGAIN", "REASON");
    for (Map<String, Object> letter : answer.many()) {
      Object replayedAt = letter.get("replayedAt");
      table.add(
          letter.get("offset"),
          Readable.time(letter.get("at")),
          Readable.orDash(letter.get("mail")),
          Readable.orDash(letter.get("chunk")),
          Readable.size(letter.get("size")),
          replayedAt == null ? "-" : Readable.time(replayedAt),
          Readable.orDash(letter.get("reason")));
    }
    if (table.isEmpty()) {
      System.out.println("There are none.");
    } else {
      table.print(System.out);
    }
    if (answer.next() != null) {
      System.out.println("There is more: ./yubin queue dead-letters --after " + answer.next());
    }
  }
}
