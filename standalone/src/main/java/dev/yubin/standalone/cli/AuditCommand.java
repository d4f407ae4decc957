package dev.yubin.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Who did what to the queue.
@Command(
    name = "audit",
    description = "Show who did what to the queue, the latest first.",
    mixinStandardHelpOptions = true)
final class AuditCommand implements Runnable {
  @Mixin AdminOptions options = new AdminOptions();

  @Option(names = "--after", paramLabel = "ID", description = "Go on after this entry.")
  @Nullable Long after;

  @Option(names = "--json", description = "As JSON.")
  boolean json;

  @Override
  public void run() {
    Map<String, @Nullable Object> query = new LinkedHashMap<>();
    query.put("after", after);
    AdminApi.Answer answer = options.delivery().get("audit", query);
    if (json) {
      System.out.println(new String(answer.json(), UTF_8));
      return;
    }
    Table table = new Table("TIME", "WHO", "FROM", "ACTION", "SUBJECT", "DETAIL");
    for (Map<String, Object> entry : answer.many()) {
      table.add(
          Readable.time(entry.get("at")),
          entry.get("actor"),
          entry.get("client"),
          entry.get("action"),
          entry.get("subject"),
          entry.get("detail"));
    }
    table.print(System.out);
    if (answer.next() != null) {
      System.out.println("There is more: ./yubin queue audit --after " + answer.next());
    }
  }
}
