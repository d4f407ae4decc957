package dev.yubin.standalone.cli;

import dev.yubin.standalone.cli.Listing.Column;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Addresses that get no mail because mail to them came back.
@Command(
    name = "suppression",
    description = "Addresses elsewhere that get no mail because mail to them came back.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
public final class SuppressionCommand {

  @Command(description = "Show them.", mixinStandardHelpOptions = true)
  void list(
      @Mixin AdminOptions options,
      @Option(names = "--after", paramLabel = "ADDRESS", description = "Go on after this one.")
          @Nullable String after,
      @Option(names = "--json", description = "As JSON.") boolean json) {
    new Listing(
            "suppressions",
            "suppression list",
            "There are none.",
            List.of(
                Column.of("ADDRESS", "address"),
                Column.time("UNTIL", "expiresAt"),
                Column.of("STATUS", "status"),
                Column.of("REASON", "reason")))
        .print(options, Collections.singletonMap("after", after), json);
  }

  @Command(description = "Send mail to an address again.", mixinStandardHelpOptions = true)
  void delete(@Mixin AdminOptions options, @Parameters(paramLabel = "ADDRESS") String address) {
    new Things(options.delivery(), "suppression of", "suppressions", "address", System.out)
        .delete(address);
  }
}
