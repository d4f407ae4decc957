package dev.yubin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// docker-compose.yml, `.env.example`, Prometheus' targets and the Dockerfile agree with the code
/// and with each other.
class ComposeTest {
  private final Properties properties = new Properties();
  private final JsonNode compose = YamlDocuments.of(Path.of("docker-compose.yml")).getFirst();

  ComposeTest() throws IOException {}

  @Test
  void isRight() throws IOException {
    assertThat(Compose.faults(compose, properties)).isEmpty();
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("has no field imagine", "/services/kafka", s -> s.put("imagine", "x")),
        mistake("not pinned", "/services/kafka", s -> s.put("image", "apache/kafka:latest")),
        mistake(
            "no limit of memory",
            "/services/kafka/deploy/resources/limits",
            l -> l.remove("memory")),
        mistake("keeps capabilities", "/services/kafka", s -> s.remove("cap_drop")),
        mistake("no health check", "/services/kafka", s -> s.remove("healthcheck")),
        mistake("may write its root", "/services/grafana", s -> s.remove("read_only")),
        mistake(
            "killed while it drains",
            "/services/smtp-service",
            s -> s.put("stop_grace_period", "10s")),
        mistake(
            "YUBIN_HSTNAME sets nothing",
            "/services/smtp-service/environment",
            e -> e.put("YUBIN_HSTNAME", "x")),
        mistake(
            "secret in the environment",
            "/services/smtp-service/environment",
            e -> e.put("YUBIN_SERVICES_SECRET", "x")),
        mistake(
            "nothing is at",
            "/services/smtp-service/environment",
            e -> e.put("YUBIN_SERVICES_MAILBOXURL", "http://mailbox-service:8084")),
        mistake(
            "lacks zookeeper",
            "/services/smtp-service/depends_on",
            d -> d.set("zookeeper", d.get("kafka"))),
        mistake("is used by nobody", "/volumes", v -> v.putNull("spare")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void aMistakeIsFound(String fault, String where, Consumer<ObjectNode> mistake)
      throws IOException {
    mistake.accept((ObjectNode) compose.at(where));

    assertThat(String.join("\n", Compose.faults(compose, properties))).contains(fault);
  }

  private static Arguments mistake(String fault, String where, Consumer<ObjectNode> mistake) {
    return arguments(fault, where, mistake);
  }

  /// Each with the default that is in force.
  @Test
  void theExampleOfSettingsHasAllOfThem() throws IOException {
    String text = read("docker-compose.yml");
    Map<String, String> explained = new TreeMap<>();
    Pattern.compile("(?m)^([A-Z_]+)=(.*)$")
        .matcher(read(".env.example"))
        .results()
        .forEach(line -> explained.put(line.group(1), line.group(2)));

    assertThat(explained.keySet()).isEqualTo(Compose.variables(text));
    explained.forEach(
        (name, value) -> assertThat(text).contains("${%s:-%s}".formatted(name, value)));
  }

  @Test
  void theSecretsAreThoseThatAreMade() throws IOException {
    TreeSet<String> made = new TreeSet<>();
    Pattern.compile("(?m)^generate (\\S+)$")
        .matcher(read("deploy/make-secrets"))
        .results()
        .forEach(line -> made.add(line.group(1)));
    TreeSet<String> wanted = new TreeSet<>();
    compose.path("secrets").properties().forEach(secret -> wanted.add(secret.getKey()));

    assertThat(made).isEqualTo(wanted);
  }

  @Test
  void prometheusReadsEveryService() throws IOException {
    JsonNode prometheus = YamlDocuments.of(Path.of("deploy/prometheus/prometheus.yml")).getFirst();
    Map<String, Integer> targets = new TreeMap<>();
    for (JsonNode job : prometheus.path("scrape_configs")) {
      JsonNode names = job.at("/dns_sd_configs/0");
      targets.put(names.at("/names/0").asText(), names.path("port").asInt());
    }
    Map<String, Integer> services = new TreeMap<>();
    Services.ALL.forEach((name, service) -> services.put(name, service.ports().get("http")));

    assertThat(targets).isEqualTo(services);
  }

  @Test
  void theImagesListenOnThePromisedPorts() throws IOException {
    String dockerfile = read("Dockerfile");
    Services.ALL.forEach(
        (name, service) -> {
          int start = dockerfile.indexOf(" AS " + name + "\n");
          int end = dockerfile.indexOf("\nFROM ", start);
          String stage = dockerfile.substring(start, end < 0 ? dockerfile.length() : end);
          service
              .properties()
              .forEach(
                  (port, property) ->
                      assertThat(stage)
                          .contains(
                              Properties.variable(property) + "=" + service.ports().get(port)));
          service
              .ports()
              .values()
              .forEach(port -> assertThat(stage).containsPattern("EXPOSE .*\\b" + port + "\\b"));
        });
  }

  /// With a cache of classes, and never as root.
  @Test
  void theImagesEndTrainedAndWithoutRights() throws IOException {
    String dockerfile = read("Dockerfile");
    Services.ALL
        .keySet()
        .forEach(
            name ->
                assertThat(dockerfile)
                    .contains(
                        """
                        COPY --from=build /layers/%s/application/ ./
                        RUN /usr/local/bin/train
                        USER 10001:10001
                        """
                            .formatted(name)));
  }

  @Test
  void theImagesAreBuiltOnPinnedOnes() throws IOException {
    Pattern.compile("(?m)^ARG \\w+_IMAGE=(.*)$")
        .matcher(read("Dockerfile"))
        .results()
        .forEach(image -> assertThat(image.group(1)).matches(PodRules.PINNED));
  }

  private static String read(String file) throws IOException {
    return Files.readString(YamlDocuments.ROOT.resolve(file));
  }
}
