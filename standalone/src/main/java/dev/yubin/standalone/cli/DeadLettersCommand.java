package dev.yubin.standalone.cli;

import dev.yubin.standalone.cli.Listing.Column;
import java.util.Collections;
import java.util.List;
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
    new Listing(
            "dead-letters",
            "queue dead-letters",
            "There are none.",
            List.of(
                Column.of("OFFSET", "offset"),
                Column.time("TIME", "at"),
                Column.of("MAIL", "mail"),
                Column.of("CHUNK", "chunk"),
                new Column("SIZE", letter -> Readable.size(letter.get("size"))),
                Column.time("SENT AGAIN", "replayedAt"),
                Column.of("REASON", "reason")))
        .print(options, Collections.singletonMap("after", after), json);
  }
}
