package dev.yubin.deploy;

import static dev.yubin.deploy.Overlay.each;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The expressions that dashboards show and alerts watch, in Prometheus' language.
public final class Expressions {
  private static final Path DASHBOARDS = Path.of("deploy/grafana/dashboards");
  private static final Path ALERTS = Path.of("deploy/prometheus/alerts.yml");

  /// Labels, ranges and words.
  private static final Pattern BESIDE =
      Pattern.compile(
          "\\{[^}]*}|\\[[^]]*]|\\b(by|without|on)\\s*\\([^)]*\\)|\\b(and|or|unless)\\b");

  private static final Pattern FUNCTION = Pattern.compile("\\w+\\s*\\(");

  private static final Pattern METRIC = Pattern.compile("[a-zA-Z_]\\w*");

  private Expressions() {}

  /// Names of all metrics that are asked for. `up` is Prometheus' own.
  public static Set<String> metrics() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String expression : all()) {
      names.addAll(metrics(expression));
    }
    names.remove("up");
    return names;
  }

  static Set<String> metrics(String expression) {
    Set<String> names = new TreeSet<>();
    String rest = BESIDE.matcher(expression).replaceAll(" ");
    METRIC
        .matcher(FUNCTION.matcher(rest).replaceAll(" "))
        .results()
        .forEach(name -> names.add(name.group()));
    return names;
  }

  private static List<String> all() throws IOException {
    return Stream.concat(
            dashboards().stream()
                .flatMap(d -> each(d.path("panels")))
                .flatMap(panel -> each(panel.path("targets"))),
            alerts().stream())
        .map(target -> target.path("expr").asText())
        .toList();
  }

  static List<JsonNode> dashboards() throws IOException {
    try (Stream<Path> files = Files.list(YamlDocuments.ROOT.resolve(DASHBOARDS))) {
      // JSON is YAML.
      return files.sorted().map(file -> YamlDocuments.of(read(file)).getFirst()).toList();
    }
  }

  static List<JsonNode> alerts() throws IOException {
    return each(YamlDocuments.of(ALERTS).getFirst().path("groups"))
        .flatMap(group -> each(group.path("rules")))
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
