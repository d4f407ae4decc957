package dev.yubin.standalone.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Addresses whose mail goes to others.
@Command(
    name = "alias",
    description = "Addresses whose mail goes to others.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
public final class AliasCommand {

  @Command(description = "Send an address's mail to others.", mixinStandardHelpOptions = true)
  void add(
      @Mixin AdminOptions options,
      @Parameters(index = "0", paramLabel = "ADDRESS") String address,
      @Parameters(index = "1..*", arity = "1..*", paramLabel = "TARGET") List<String> targets) {
    aliases(options).add(address, Map.of("address", address, "targets", targets));
  }

  @Command(description = "Show all aliases.", mixinStandardHelpOptions = true)
  void list(@Mixin AdminOptions options) {
    aliases(options).list();
  }

  @Command(description = "Delete an alias.", mixinStandardHelpOptions = true)
  void delete(@Mixin AdminOptions options, @Parameters(paramLabel = "ADDRESS") String address) {
    aliases(options).delete(address);
  }

  private static Things aliases(AdminOptions options) {
    return new Things(options.api(), "alias", "aliases", "address", System.out);
  }
}
