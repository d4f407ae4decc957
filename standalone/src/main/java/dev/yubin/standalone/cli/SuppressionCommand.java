package dev.yubin.standalone.cli;

import java.util.LinkedHashMap;
import java.util.Map;
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
          @Nullable String after) {
    Map<String, @Nullable Object> query = new LinkedHashMap<>();
    query.put("after", after);
    AdminApi.Answer answer = options.delivery().get("suppressions", query);
    Table table = new Table("ADDRESS", "UNTIL", "STATUS", "REASON");
    for (Map<String, Object> suppression : answer.many()) {
      table.add(
          suppression.get("address"),
          Readable.time(suppression.get("expiresAt")),
          suppression.get("status"),
          suppression.get("reason"));
    }
    if (table.isEmpty()) {
      System.out.println("There are none.");
    } else {
      table.print(System.out);
    }
    if (answer.next() != null) {
      System.out.println("There is more: ./yubin suppression list --after " + answer.next());
    }
  }

  @Command(description = "Send mail to an address again.", mixinStandardHelpOptions = true)
  void delete(@Mixin AdminOptions options, @Parameters(paramLabel = "ADDRESS") String address) {
    new Things(options.delivery(), "suppression of", "suppressions", "address", System.out)
        .delete(address);
  }
}
