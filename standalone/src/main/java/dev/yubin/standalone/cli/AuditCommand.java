package dev.yubin.standalone.cli;

import dev.yubin.standalone.cli.Listing.Column;
import java.util.Collections;
import java.util.List;
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
    new Listing(
            "audit",
            "queue audit",
            "There is nothing.",
            List.of(
                Column.time("TIME", "at"),
                Column.of("WHO", "actor"),
                Column.of("FROM", "client"),
                Column.of("ACTION", "action"),
                Column.of("SUBJECT", "subject"),
                Column.of("DETAIL", "detail")))
        .print(options, Collections.singletonMap("after", after), json);
  }
}
