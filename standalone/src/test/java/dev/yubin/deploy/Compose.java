package dev.yubin.deploy;

import static dev.yubin.deploy.Overlay.each;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What docker-compose.yml must be, rule by rule. Faults are sentences.
final class Compose {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::-([^}]*))?}");
  private static final Pattern ADDRESS = Pattern.compile("(?:^|//)([a-z][a-z-]*):(\\d+)");

  /// What nobody else made listens on.
  private static final Map<String, Integer> BACKENDS = Map.of("postgres", 5432, "kafka", 9092);

  /// What is published beside the mail protocols, by service.
  private static final Map<String, Integer> CONSOLES = Map.of("prometheus", 9090, "grafana", 3000);

  private final JsonNode file;
  private final Properties properties;
  private final List<String> faults = new ArrayList<>();

  private Compose(JsonNode file, Properties properties) {
    this.file = file;
    this.properties = properties;
  }

  static List<String> faults(JsonNode file, Properties properties) throws IOException {
    Compose compose = new Compose(file, properties);
    JsonNode shape =
        YamlDocuments.of(Path.of("standalone/src/test/resources/deploy/compose.yaml")).getFirst();
    for (Map.Entry<String, JsonNode> service : file.path("services").properties()) {
      Schemas.compare(service.getValue(), shape, service.getKey(), compose.faults);
      compose.limits(service.getKey(), service.getValue());
      compose.references(service.getKey(), service.getValue());
      compose.ports(service.getKey(), service.getValue());
    }
    compose.unused();
    return compose.faults;
  }

  private void limits(String name, JsonNode service) {
    must(name, "has an image that is not pinned", pinned(service.path("image").asText()));
    for (String limit : List.of("cpus", "memory", "pids")) {
      must(name, "has no limit of " + limit, service.at("/deploy/resources/limits").has(limit));
    }
    must(name, "keeps capabilities", service.at("/cap_drop/0").asText().equals("ALL"));
    must(
        name,
        "may gain privileges",
        service.at("/security_opt/0").asText().equals("no-new-privileges:true"));
    must(name, "may write its root", service.path("read_only").asBoolean() || name.equals("kafka"));
    must(name, "has no health check", service.has("healthcheck") || Services.ALL.containsKey(name));
    must(
        name,
        "is killed while it drains",
        !Services.ALL.containsKey(name)
            || seconds(service.path("stop_grace_period").asText())
                >= properties.longestDrain() + 15);
  }

  private static int seconds(String period) {
    return period.endsWith("s") ? Integer.parseInt(period.substring(0, period.length() - 1)) : 0;
  }

  private static boolean pinned(String image) {
    return PodRules.PINNED.matcher(withDefaults(image)).matches();
  }

  /// As it is where `.env` says nothing.
  static String withDefaults(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(v -> Matcher.quoteReplacement(String.valueOf(v.group(2))));
  }

  private void references(String name, JsonNode service) throws IOException {
    each(service.path("secrets"))
        .forEach(s -> must(name, "lacks secret " + s, file.path("secrets").has(s.asText())));
    each(service.path("networks"))
        .forEach(n -> must(name, "lacks network " + n, file.path("networks").has(n.asText())));
    service
        .path("depends_on")
        .properties()
        .forEach(d -> must(name, "lacks " + d.getKey(), file.path("services").has(d.getKey())));
    for (JsonNode volume : service.path("volumes")) {
      String source = volume.asText().split(":")[0];
      must(
          name,
          "lacks volume " + source,
          source.startsWith("./")
              ? Files.exists(YamlDocuments.ROOT.resolve(source))
              : file.path("volumes").has(source));
    }
    service
        .path("environment")
        .properties()
        .forEach(e -> setting(name, e.getKey(), e.getValue().asText()));
  }

  private void setting(String name, String variable, String value) {
    must(name, variable + " sets nothing", properties.knows(variable));
    must(name, variable + " is a secret in the environment", !isSecret(variable));
    Matcher address = ADDRESS.matcher(value);
    while (Services.ALL.containsKey(name) && address.find()) {
      String host = address.group(1);
      int port = BACKENDS.getOrDefault(host, Services.promised(host, "http"));
      must(
          name,
          variable + ": nothing is at " + address.group(),
          port == Integer.parseInt(address.group(2)));
    }
  }

  private static boolean isSecret(String variable) {
    return variable.matches(".*(PASSWORD|SECRET|TOKEN)");
  }

  private void ports(String name, JsonNode service) {
    Set<String> published = new TreeSet<>();
    for (JsonNode port : service.path("ports")) {
      String[] parts = withDefaults(port.asText()).split(":");
      must(
          name,
          "publishes " + port + " on all addresses",
          parts.length == 3 && parts[0].equals("127.0.0.1"));
      must(name, "publishes another number: " + port, parts[1].equals(parts[2].split("/")[0]));
      published.add(parts[2].split("/")[0]);
    }
    Set<String> promised = new TreeSet<>();
    Services services = Services.ALL.get(name);
    if (services != null) {
      services.ports().forEach((port, number) -> promised.add("" + number));
      // Only those that people ask: the admin API and the queue's.
      if (!Set.of("mailbox-service", "delivery-service").contains(name)) {
        promised.remove("" + services.ports().get("http"));
      }
    } else if (CONSOLES.containsKey(name)) {
      promised.add("" + CONSOLES.get(name));
    }
    must(
        name, "publishes %s and not %s".formatted(published, promised), published.equals(promised));
  }

  private void unused() {
    for (String kind : List.of("secrets", "networks", "volumes")) {
      Set<String> used = new HashSet<>();
      for (JsonNode service : file.path("services")) {
        each(service.path(kind)).forEach(u -> used.add(u.asText().split(":")[0]));
      }
      file.path(kind)
          .properties()
          .forEach(e -> must(kind, e.getKey() + " is used by nobody", used.contains(e.getKey())));
    }
  }

  /// Names of what `.env` may set.
  static Set<String> variables(String text) {
    Set<String> names = new TreeSet<>();
    VARIABLE.matcher(text).results().forEach(v -> names.add(v.group(1)));
    return names;
  }

  private void must(String service, String fault, boolean right) {
    if (!right) {
      faults.add(service + " " + fault);
    }
  }
}
