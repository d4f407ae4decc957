package dev.yubin.standalone.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What the resolver says.
@Command(
    name = "dns",
    description = "What the resolver says of a domain, and why.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
public final class DnsCommand {

  @Command(description = "Show where a domain's mail goes.", mixinStandardHelpOptions = true)
  void mx(@Mixin AdminOptions options, @Parameters(paramLabel = "NAME") String name) {
    Map<String, Object> route = options.resolver().mailRoute(name);
    System.out.println(
        "%s: %s%s%s%s"
            .formatted(
                name,
                route.get("result"),
                field(route, "dnssec", ", dnssec "),
                field(route, "ttl", ", ttl "),
                field(route, "reason", ", ")));
    for (Map<?, ?> host : maps(route.get("hosts"))) {
      System.out.println(
          "%s %s %s"
              .formatted(host.get("preference"), host.get("name"), words(host.get("addresses")))
              .stripTrailing());
      if (host.get("dane") instanceof Map<?, ?> dane) {
        maps(dane.get("associations")).forEach(DnsCommand::printAssociation);
      }
    }
    if (route.get("tls") instanceof Map<?, ?> tls) {
      printTls(tls);
    }
  }

  @Command(
      description = "Show the chain of proof (DNSSEC) of a name's records, or where it breaks.",
      mixinStandardHelpOptions = true)
  void explain(
      @Mixin AdminOptions options,
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--type", paramLabel = "TYPE", description = "Of the records (MX).")
          @Nullable String type) {
    String asked = type == null ? "MX" : type;
    for (Map<String, Object> step : options.resolver().explanation(name, asked)) {
      System.out.println(
          "%-13s %s %s: %s"
              .formatted(
                  step.get("state"), step.get("name"), step.get("type"), step.get("detail")));
    }
  }

  @Command(
      description = "Make the resolver forget a name and what is below it.",
      mixinStandardHelpOptions = true)
  void flush(@Mixin AdminOptions options, @Parameters(paramLabel = "NAME") String name) {
    System.out.println(
        "Forgot %s answers.".formatted(options.resolver().flush(name).get("answers")));
  }

  private static void printAssociation(Map<?, ?> tlsa) {
    System.out.println(
        "  TLSA %s %s %s %s"
            .formatted(
                tlsa.get("usage"),
                tlsa.get("selector"),
                tlsa.get("matchingType"),
                tlsa.get("data")));
  }

  private static void printTls(Map<?, ?> tls) {
    if (tls.get("mtaSts") instanceof Map<?, ?> policy) {
      System.out.println(
          "MTA-STS %s %s %s"
              .formatted(policy.get("id"), policy.get("mode"), words(policy.get("mx"))));
    }
    if (tls.get("reports") instanceof List<?> reports && !reports.isEmpty()) {
      System.out.println("TLS reports to " + words(reports));
    }
  }

  private static String field(Map<String, Object> route, String name, String before) {
    Object value = route.get(name);
    return value == null ? "" : before + value;
  }

  private static List<? extends Map<?, ?>> maps(@Nullable Object value) {
    return value instanceof List<?> many
        ? many.stream().filter(Map.class::isInstance).map(m -> (Map<?, ?>) m).toList()
        : List.of();
  }

  private static String words(@Nullable Object value) {
    return value instanceof List<?> many
        ? String.join(" ", many.stream().map(String::valueOf).toList())
        : "";
  }
}
