package dev.yubin.standalone.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Domains that receive mail here.
@Command(
    name = "domain",
    description = "Domains that receive mail here.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
public final class DomainCommand {

  @Command(description = "Receive mail for a domain.", mixinStandardHelpOptions = true)
  void add(
      @Mixin AdminOptions options,
      @Parameters(paramLabel = "NAME") String name,
      @Option(
              names = "--relay",
              description = "Be its backup MX: hand its mail on to its other hosts.")
          boolean relay) {
    domains(options)
        .add(name, relay ? Map.of("name", name, "kind", "relay") : Map.of("name", name));
  }

  @Command(description = "Show all domains.", mixinStandardHelpOptions = true)
  void list(@Mixin AdminOptions options) {
    domains(options).list();
  }

  @Command(description = "Receive mail for a domain no more.", mixinStandardHelpOptions = true)
  void delete(@Mixin AdminOptions options, @Parameters(paramLabel = "NAME") String name) {
    domains(options).delete(name);
  }

  @Command(
      description = "Show the DNS records that a domain publishes.",
      mixinStandardHelpOptions = true)
  void dns(@Mixin AdminOptions options, @Parameters(paramLabel = "NAME") String name) {
    print(options.api().dns(name));
  }

  @Command(
      name = "rotate-keys",
      description = "Make new DKIM keys, and show the DNS records to publish within two days.",
      mixinStandardHelpOptions = true)
  void rotateKeys(@Mixin AdminOptions options, @Parameters(paramLabel = "NAME") String name) {
    print(options.api().rotateKeys(name));
  }

  /// As lines of a zone file (RFC 1035 §5.1).
  private static void print(List<Map<String, Object>> records) {
    records.forEach(
        r ->
            System.out.println(
                "%s IN %s %s".formatted(r.get("name"), r.get("type"), r.get("value"))));
  }

  private static Things domains(AdminOptions options) {
    return new Things(options.api(), "domain", "domains", "name", System.out);
  }
}
