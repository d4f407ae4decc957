package dev.yubin.deploy;

import static dev.yubin.deploy.Overlay.each;
import static dev.yubin.deploy.Overlay.name;
import static dev.yubin.deploy.Overlay.title;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every name leads to what it names.
final class References {
  /// Made by hand, from what deploy/make-secrets writes.
  private static final Set<String> BY_HAND =
      Set.of(
          "yubin.admin.password",
          "yubin.services.secret",
          "spring.datasource.password",
          "grafana.admin.password");

  private final Overlay overlay;
  private final List<String> faults = new ArrayList<>();

  private References(Overlay overlay) {
    this.overlay = overlay;
  }

  static List<String> faults(Overlay overlay) {
    References references = new References(overlay);
    overlay.workloads().forEach(references::workload);
    overlay.kind("Service").forEach(references::service);
    overlay.kind("NetworkPolicy").forEach(references::policy);
    overlay.kind("PodDisruptionBudget").forEach(references::budget);
    overlay.kind("HorizontalPodAutoscaler", "ScaledObject").forEach(references::scaler);
    overlay.kind("ServiceMonitor").forEach(references::monitor);
    overlay.kind("KafkaTopic", "KafkaNodePool").forEach(references::ofKafka);
    references.eachScaledOnce();
    return references.faults;
  }

  private void workload(JsonNode workload) {
    JsonNode pod = workload.at("/spec/template/spec");
    String account = pod.path("serviceAccountName").asText();
    if (!account.isEmpty() && !overlay.has("ServiceAccount", account)) {
      missing(workload, "ServiceAccount/" + account);
    }
    if (overlay.workloads(workload.at("/spec/selector/matchLabels")).noneMatch(workload::equals)) {
      missing(workload, "Pods of its own selector");
    }
    Set<String> volumes = new HashSet<>();
    each(pod.path("volumes"))
        .forEach(
            volume -> {
              volumes.add(text(volume, "name"));
              secrets(workload, volume);
            });
    each(workload.at("/spec/volumeClaimTemplates")).forEach(claim -> volumes.add(name(claim)));
    Set<String> mounted = new HashSet<>();
    for (JsonNode container : pod.path("containers")) {
      each(container.path("volumeMounts")).forEach(mount -> mounted.add(text(mount, "name")));
      Set<String> ports = ports(container);
      for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
        for (String way : List.of("httpGet", "tcpSocket")) {
          String port = container.path(probe).path(way).path("port").asText();
          if (!port.isEmpty() && !ports.contains(port)) {
            missing(workload, "port " + port + " of " + probe);
          }
        }
      }
      for (JsonNode source : container.path("envFrom")) {
        String map = source.at("/configMapRef/name").asText();
        if (!overlay.has("ConfigMap", map)) {
          missing(workload, "ConfigMap/" + map);
        }
      }
    }
    if (!volumes.equals(mounted)) {
      missing(
          workload,
          "a volume for each mount, and a mount for each: %s, %s".formatted(volumes, mounted));
    }
  }

  private void secrets(JsonNode workload, JsonNode volume) {
    Stream.concat(
            Stream.of(volume.path("secret")),
            each(volume.at("/projected/sources")).map(source -> source.path("secret")))
        .filter(JsonNode::isObject)
        .forEach(
            secret -> {
              String name = secret.path("secretName").asText(secret.path("name").asText());
              Set<String> keys = keys(name);
              if (keys.isEmpty()) {
                missing(workload, "Secret/" + name);
              }
              each(secret.path("items"))
                  .map(item -> text(item, "key"))
                  .filter(key -> !keys.contains(key))
                  .forEach(key -> missing(workload, "key %s of Secret/%s".formatted(key, name)));
            });
  }

  /// What is in a Secret: one made by hand, one of cert-manager, one of CloudNativePG.
  private Set<String> keys(String secret) {
    if (secret.equals("yubin")) {
      return BY_HAND;
    }
    if (overlay
        .kind("Certificate")
        .anyMatch(c -> c.at("/spec/secretName").asText().equals(secret))) {
      return Set.of("tls.crt", "tls.key");
    }
    boolean ofDatabase = overlay.kind("Cluster").anyMatch(c -> (name(c) + "-app").equals(secret));
    return ofDatabase ? Set.of("username", "password", "dbname", "host", "port") : Set.of();
  }

  private void service(JsonNode service) {
    List<JsonNode> pods = overlay.workloads(service.at("/spec/selector")).toList();
    if (pods.isEmpty()) {
      missing(service, "Pods of its selector");
    }
    Set<String> ports = pods.stream().flatMap(References::portsOf).collect(Collectors.toSet());
    each(service.at("/spec/ports"))
        .map(port -> text(port, "targetPort"))
        .filter(port -> !ports.contains(port))
        .forEach(port -> missing(service, "port " + port));
  }

  private void policy(JsonNode policy) {
    List<JsonNode> pods = selected(policy.at("/spec/podSelector"));
    if (pods.isEmpty() && !isOfOperator(policy.at("/spec/podSelector/matchLabels"))) {
      missing(policy, "Pods of its selector");
    }
    Set<String> ports = pods.stream().flatMap(References::portsOf).collect(Collectors.toSet());
    each(policy.at("/spec/ingress"))
        .flatMap(rule -> each(rule.path("ports")))
        .map(port -> port.path("port"))
        .filter(port -> port.isTextual() && !ports.contains(port.asText()))
        .forEach(port -> missing(policy, "port " + port.asText()));
    Stream.of("ingress/from", "egress/to")
        .map(way -> way.split("/"))
        .flatMap(way -> each(policy.at("/spec/" + way[0])).flatMap(rule -> each(rule.path(way[1]))))
        .filter(peer -> peer.has("podSelector") && !peer.has("namespaceSelector"))
        .map(peer -> peer.path("podSelector"))
        .filter(peer -> selected(peer).isEmpty() && !isOfOperator(peer.path("matchLabels")))
        .forEach(peer -> missing(policy, "Pods of " + peer));
  }

  private List<JsonNode> selected(JsonNode selector) {
    return overlay
        .workloads(selector.path("matchLabels"))
        .filter(w -> each(selector.path("matchExpressions")).allMatch(e -> matches(w, e)))
        .toList();
  }

  private static boolean matches(JsonNode workload, JsonNode expression) {
    String label =
        workload.at("/spec/template/metadata/labels").path(text(expression, "key")).asText();
    return each(expression.path("values")).anyMatch(value -> value.asText().equals(label));
  }

  /// Pods that an operator makes.
  private boolean isOfOperator(JsonNode labels) {
    return overlay.has("Cluster", labels.path("cnpg.io/cluster").asText())
        || overlay.has("Kafka", labels.path("strimzi.io/cluster").asText());
  }

  private void budget(JsonNode budget) {
    if (selected(budget.at("/spec/selector")).isEmpty()) {
      missing(budget, "Pods of its selector");
    }
  }

  private void scaler(JsonNode scaler) {
    JsonNode target = scaler.at("/spec/scaleTargetRef");
    if (!overlay.has(text(target, "kind"), text(target, "name"))) {
      missing(scaler, target.toString());
    } else if (!overlay
        .only(text(target, "kind"), text(target, "name"))
        .at("/spec/replicas")
        .isMissingNode()) {
      faults.add(title(scaler) + " and its target's replicas contradict each other");
    }
  }

  private void eachScaledOnce() {
    Map<String, Long> targets =
        overlay
            .kind("HorizontalPodAutoscaler", "ScaledObject")
            .collect(
                Collectors.groupingBy(
                    s -> s.at("/spec/scaleTargetRef/name").asText(), Collectors.counting()));
    targets.forEach(
        (target, times) -> {
          if (times > 1) {
            faults.add(target + " is scaled by several");
          }
        });
  }

  private void monitor(JsonNode monitor) {
    Set<String> ports =
        overlay
            .kind("Service")
            .filter(
                s ->
                    each(monitor.at("/spec/selector/matchExpressions"))
                        .allMatch(
                            e ->
                                each(e.path("values"))
                                    .anyMatch(
                                        v ->
                                            v.equals(
                                                s.at("/metadata/labels").path(text(e, "key"))))))
            .flatMap(s -> each(s.at("/spec/ports")))
            .map(port -> text(port, "name"))
            .collect(Collectors.toSet());
    each(monitor.at("/spec/endpoints"))
        .map(endpoint -> text(endpoint, "port"))
        .filter(port -> !ports.contains(port))
        .forEach(port -> missing(monitor, "port " + port));
  }

  private void ofKafka(JsonNode object) {
    String cluster = object.at("/metadata/labels/strimzi.io~1cluster").asText();
    if (!overlay.has("Kafka", cluster)) {
      missing(object, "Kafka/" + cluster);
    }
  }

  private static Stream<String> portsOf(JsonNode workload) {
    return each(workload.at("/spec/template/spec/containers")).flatMap(c -> ports(c).stream());
  }

  private static Set<String> ports(JsonNode container) {
    return each(container.path("ports")).map(p -> text(p, "name")).collect(Collectors.toSet());
  }

  private static String text(JsonNode object, String field) {
    return object.path(field).asText();
  }

  private void missing(JsonNode object, String what) {
    faults.add(title(object) + " lacks " + what);
  }
}
