package dev.yubin.standalone.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Domains that receive mail here.
@Command(
    name = "domain",
    description = "Domains that receive mail here.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
public final class DomainCommand {

  @Command(description = "Receive mail for a domain.", mixinStandardHelpOptions = true)
  void add(@Mixin AdminOptions options, @Parameters(paramLabel = "NAME") String name) {
    domains(options).add(name, Map.of("name", name));
  }

  @Command(description = "Show all domains.", mixinStandardHelpOptions = true)
  void list(@Mixin AdminOptions options) {
    domains(options).list();
  }

  @Command(description = "Receive mail for a domain no more.", mixinStandardHelpOptions = true)
  void delete(@Mixin AdminOptions options, @Parameters(paramLabel = "NAME") String name) {
    domains(options).delete(name);
  }

  private static Things domains(AdminOptions options) {
    return new Things(options.api(), "domain", "domains", "name", System.out);
  }
}
