package dev.yubin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yubin.topic.TopicSettings;
import dev.yubin.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `k8s/` as it is.
class KubernetesTest {
  private final Schemas schemas = new Schemas();
  private final Properties properties = new Properties();

  KubernetesTest() throws IOException {}

  /// As the files stand, kustomize or not; patches are no whole objects.
  @Test
  void everyResourceHasTheFieldsOfItsKind() throws IOException {
    List<String> faults = new ArrayList<>();
    for (Path folder :
        List.of(
            Path.of("k8s/base"),
            Path.of("k8s/overlays/small"),
            Path.of("k8s/overlays/production"))) {
      for (JsonNode resource : resources(folder)) {
        schemas.fault(resource).ifPresent(faults::add);
      }
    }
    assertThat(faults).isEmpty();
  }

  private static List<JsonNode> resources(Path folder) throws IOException {
    List<JsonNode> resources = new ArrayList<>();
    for (JsonNode kustomization : YamlDocuments.of(folder.resolve("kustomization.yaml"))) {
      for (JsonNode file : kustomization.path("resources")) {
        if (file.asText().endsWith(".yaml")) {
          resources.addAll(YamlDocuments.of(folder.resolve(file.asText())));
        }
      }
    }
    return resources;
  }

  @Test
  void everyFileIsUsed() throws IOException {
    List<String> unused = new ArrayList<>();
    try (Stream<Path> files = Files.walk(YamlDocuments.ROOT.resolve("k8s"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
        String name = file.getFileName().toString();
        String kustomization = Files.readString(file.resolveSibling("kustomization.yaml"));
        if (!name.equals("kustomization.yaml") && !kustomization.contains(" " + name)) {
          unused.add(file.toString());
        }
      }
    }
    assertThat(unused).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "production"})
  void anOverlayIsRight(String name) {
    Overlay overlay = Overlay.render(name);

    assertThat(overlay.objects()).allSatisfy(o -> assertThat(schemas.fault(o)).isEmpty());
    assertThat(References.faults(overlay)).isEmpty();
    assertThat(PodRules.faults(overlay, properties)).isEmpty();
    assertThat(PortRules.faults(overlay)).isEmpty();
    assertThat(NetworkRules.faults(overlay)).isEmpty();
    assertThat(SettingRules.faults(overlay, properties)).isEmpty();
  }

  /// Whichever is first, a service or the operator, makes the same.
  @Test
  void theOperatorsTopicsAreThoseThatServicesMake() {
    Overlay production = Overlay.render("production");
    Map<String, String> settings = production.settings();
    TopicSettings ours =
        new TopicSettings(
            Integer.parseInt(settings.get("YUBIN_TOPICS_PARTITIONS")),
            Integer.parseInt(settings.get("YUBIN_TOPICS_REPLICATIONFACTOR")));
    Map<String, String> wanted = new TreeMap<>();
    for (NewTopic topic : ours.topics()) {
      wanted.put(
          topic.name(),
          describe(topic.numPartitions(), topic.replicationFactor(), topic.configs()));
    }
    Map<String, String> found = new TreeMap<>();
    production
        .kind("KafkaTopic")
        .forEach(
            topic -> found.put(topic.at("/spec/topicName").asText(), describe(topic.path("spec"))));
    assertThat(found).isEqualTo(wanted);
  }

  private static String describe(JsonNode spec) {
    Map<String, String> config = new TreeMap<>();
    spec.path("config").properties().forEach(e -> config.put(e.getKey(), e.getValue().asText()));
    return describe(spec.path("partitions").asInt(), spec.path("replicas").asInt(), config);
  }

  private static String describe(int partitions, int replicas, Map<String, String> config) {
    return "%d partitions, %d replicas, %s".formatted(partitions, replicas, new TreeMap<>(config));
  }

  /// KEDA counts what the group has not read: the group and the topic must be ours.
  @Test
  void deliveryIsScaledByWhatWaitsInItsTopic() {
    JsonNode lag =
        Overlay.each(
                Overlay.render("production")
                    .only("ScaledObject", "delivery-service")
                    .at("/spec/triggers"))
            .filter(trigger -> trigger.path("type").asText().equals("kafka"))
            .findFirst()
            .orElseThrow()
            .path("metadata");

    assertThat(lag.path("topic").asText()).isEqualTo(Topics.MAIL_ACCEPTED);
    assertThat(lag.path("consumerGroup").asText()).isEqualTo("yubin-delivery");
  }
}
