package dev.yubin.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// All objects of a folder of `k8s/overlays`, as `kubectl kustomize` writes them.
record Overlay(List<JsonNode> objects) {
  private static final Map<String, String> RENDERED = new ConcurrentHashMap<>();

  /// Skips the test, and says so, where there is no kubectl.
  static Overlay render(String name) {
    return new Overlay(YamlDocuments.of(RENDERED.computeIfAbsent(name, Overlay::kustomize)));
  }

  private static String kustomize(String name) {
    Path folder = YamlDocuments.ROOT.resolve("k8s/overlays").resolve(name);
    try {
      Process process = new ProcessBuilder("kubectl", "kustomize", folder.toString()).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException("kubectl kustomize " + folder + ": " + errors);
      }
      return text;
    } catch (IOException e) {
      return Assumptions.abort("No kubectl here: k8s/overlays/" + name + " was not rendered");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Stream<JsonNode> kind(String... kinds) {
    return objects.stream().filter(o -> List.of(kinds).contains(o.path("kind").asText()));
  }

  boolean has(String kind, String name) {
    return kind(kind).anyMatch(o -> name(o).equals(name));
  }

  ObjectNode only(String kind, String name) {
    return (ObjectNode) kind(kind).filter(o -> name(o).equals(name)).findFirst().orElseThrow();
  }

  /// What makes Pods of a template.
  Stream<JsonNode> workloads() {
    return kind("Deployment", "StatefulSet");
  }

  /// Those whose Pods have all these labels.
  Stream<JsonNode> workloads(JsonNode matchLabels) {
    return workloads().filter(w -> matches(w.at("/spec/template/metadata/labels"), matchLabels));
  }

  private static boolean matches(JsonNode labels, JsonNode wanted) {
    return wanted.properties().stream()
        .allMatch(label -> labels.path(label.getKey()).equals(label.getValue()));
  }

  /// The settings that every service gets, from the ConfigMap `yubin`.
  Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    kind("ConfigMap")
        .filter(map -> name(map).startsWith("yubin-"))
        .flatMap(map -> map.path("data").properties().stream())
        .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
    return settings;
  }

  static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }

  /// `Deployment/smtp-service`.
  static String title(JsonNode object) {
    return object.path("kind").asText() + "/" + name(object);
  }

  static Stream<JsonNode> each(JsonNode array) {
    return array.valueStream();
  }
}
