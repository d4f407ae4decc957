package dev.yubin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each kind of mistake in a manifest is found, and called by its name.
class WrongManifestTest {
  private final Schemas schemas = new Schemas();
  private final Properties properties = new Properties();

  WrongManifestTest() throws IOException {}

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("replica", at("Deployment", "smtp-service", "/spec", n -> n.put("replica", 1))),
        mistake("selector", at("Deployment", "smtp-service", "/spec", n -> n.remove("selector"))),
        mistake(
            "averageVal",
            at(
                "HorizontalPodAutoscaler",
                "smtp-service",
                "/spec/metrics/0/resource/target",
                n -> n.put("averageVal", "1"))),
        mistake(
            "no field maxReplicas",
            at("ScaledObject", "delivery-service", "/spec", n -> n.put("maxReplicas", 3))),
        mistake(
            "no string",
            at("ScaledObject", "delivery-service", "/spec/scaleTargetRef", n -> n.put("name", 3))),
        mistake(
            "prt", at("ServiceMonitor", "yubin", "/spec/endpoints/0", n -> n.put("prt", "http"))),
        mistake(
            "replicasCount",
            at("KafkaNodePool", "brokers", "/spec", n -> n.put("replicasCount", 3))),
        mistake(
            "no schema", at("Deployment", "smtp-service", "", n -> n.put("kind", "Deploymint"))),
        mistake(
            "lacks ServiceAccount/nobody",
            at(
                "Deployment",
                "smtp-service",
                "/spec/template/spec",
                n -> n.put("serviceAccountName", "nobody"))),
        mistake(
            "lacks ConfigMap/other",
            at(
                "Deployment",
                "smtp-service",
                "/spec/template/spec/containers/0/envFrom/0/configMapRef",
                n -> n.put("name", "other"))),
        mistake(
            "lacks Secret/other",
            at(
                "Deployment",
                "smtp-service",
                "/spec/template/spec/volumes/2/projected/sources/0/secret",
                n -> n.put("name", "other"))),
        mistake(
            "lacks key other",
            at(
                "Deployment",
                "smtp-service",
                "/spec/template/spec/volumes/2/projected/sources/0/secret/items/0",
                n -> n.put("key", "other"))),
        mistake(
            "lacks a volume",
            at(
                "Deployment",
                "smtp-service",
                "/spec/template/spec/containers/0/volumeMounts/0",
                n -> n.put("name", "other"))),
        mistake(
            "lacks port web",
            at(
                "Deployment",
                "smtp-service",
                "/spec/template/spec/containers/0/livenessProbe/httpGet",
                n -> n.put("port", "web"))),
        mistake(
            "lacks port web",
            at("Service", "smtp-service", "/spec/ports/0", n -> n.put("targetPort", "web"))),
        mistake(
            "lacks Pods",
            at(
                "Service",
                "smtp",
                "/spec/selector",
                n -> n.put("app.kubernetes.io/name", "smpt-service"))),
        mistake(
            "lacks Pods",
            at(
                "PodDisruptionBudget",
                "smtp-service",
                "/spec/selector/matchLabels",
                n -> n.put("app.kubernetes.io/name", "x"))),
        mistake(
            "lacks port imap4",
            at(
                "NetworkPolicy",
                "mail-from-everywhere",
                "/spec/ingress/0/ports/0",
                n -> n.put("port", "imap4"))),
        mistake(
            "lacks {",
            at(
                "HorizontalPodAutoscaler",
                "smtp-service",
                "/spec/scaleTargetRef",
                n -> n.put("name", "x"))),
        mistake(
            "scaled by several",
            at(
                "HorizontalPodAutoscaler",
                "smtp-service",
                "/spec/scaleTargetRef",
                n -> n.put("name", "delivery-service"))),
        mistake("contradict", at("Deployment", "smtp-service", "/spec", n -> n.put("replicas", 2))),
        mistake(
            "lacks Kafka/other",
            at(
                "KafkaNodePool",
                "brokers",
                "/metadata/labels",
                n -> n.put("strimzi.io/cluster", "other"))),
        mistake(
            "runs as root",
            at(
                "Deployment",
                "smtp-service",
                "/spec/template/spec/securityContext",
                n -> n.remove("runAsNonRoot"))),
        mistake(
            "gets a token",
            at(
                "Deployment",
                "smtp-service",
                "/spec/template/spec",
                n -> n.put("automountServiceAccountToken", true))),
        mistake(
            "no readinessProbe",
            at(
                "Deployment",
                "smtp-service",
                "/spec/template/spec/containers/0",
                n -> n.remove("readinessProbe"))),
        mistake(
            "/limits/memory",
            at(
                "Deployment",
                "smtp-service",
                "/spec/template/spec/containers/0/resources/limits",
                n -> n.remove("memory"))),
        mistake(
            "keeps capabilities",
            at(
                "Deployment",
                "smtp-service",
                "/spec/template/spec/containers/0/securityContext",
                n -> n.remove("capabilities"))),
        mistake(
            "may write its root",
            at(
                "Deployment",
                "smtp-service",
                "/spec/template/spec/containers/0/securityContext",
                n -> n.put("readOnlyRootFilesystem", false))),
        mistake(
            "not pinned",
            at(
                "Deployment",
                "smtp-service",
                "/spec/template/spec/containers/0",
                n -> n.put("image", "yubin/smtp-service:latest"))),
        mistake(
            "killed while it drains",
            at(
                "Deployment",
                "smtp-service",
                "/spec/template/spec",
                n -> n.put("terminationGracePeriodSeconds", 30))),
        mistake(
            "listens on",
            at(
                "Deployment",
                "mailbox-service",
                "/spec/template/spec/containers/0/ports/0",
                n -> n.put("containerPort", 1143))),
        mistake(
            "is reached at",
            at("Service", "mailbox-service", "/spec/ports/0", n -> n.put("port", 1143))),
        mistake(
            "hides the client",
            at("Service", "smtp", "/spec", n -> n.put("externalTrafficPolicy", "Cluster"))),
        mistake(
            "to everybody",
            at("Service", "smtp", "/spec/ports/0", n -> n.put("targetPort", "http"))),
        mistake(
            "smtp-service is not let out to mailbox-service",
            at(
                "NetworkPolicy",
                "smtp-service-asks",
                "/spec/egress/0/ports/0",
                n -> n.put("port", 8082))),
        mistake(
            "delivery-service is not let out to postgres",
            at(
                "NetworkPolicy",
                "to-mail-at-rest",
                "/spec/podSelector/matchExpressions/0",
                n -> n.put("key", "other"))),
        mistake(
            "delivery-service is not let into postgres",
            at(
                "NetworkPolicy",
                "mail-at-rest",
                "/spec/ingress/0/ports/0",
                n -> n.put("port", 5433))),
        mistake(
            "smtp-service is not let into kafka",
            at("Kafka", "yubin", "/spec/kafka/listeners/0", n -> n.remove("networkPolicyPeers"))),
        mistake(
            "has no business there",
            at(
                "NetworkPolicy",
                "who-is-this",
                "/spec/ingress/0/from/0/podSelector/matchLabels",
                n -> n.put("app.kubernetes.io/name", "delivery-service"))),
        mistake(
            "bootstrapServers=",
            at(
                "ScaledObject",
                "delivery-service",
                "/spec/triggers/0/metadata",
                n -> n.put("bootstrapServers", "kafka:9092"))),
        mistake("YUBIN_SMPT_PORT sets nothing", settings(n -> n.put("YUBIN_SMPT_PORT", "25"))),
        mistake(
            "nothing is at mailbox",
            settings(n -> n.put("YUBIN_SERVICES_MAILBOXURL", "http://mailbox:8083"))),
        mistake(
            "not for mail.example.net",
            settings(n -> n.put("YUBIN_HOSTNAME", "mail.example.net"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void isFound(String fault, Consumer<Overlay> mistake) {
    Overlay overlay = new Overlay(Overlay.render("production").objects());
    mistake.accept(overlay);

    assertThat(String.join("\n", faults(overlay))).contains(fault);
  }

  private List<String> faults(Overlay overlay) {
    List<String> faults = new ArrayList<>();
    overlay.objects().forEach(o -> schemas.fault(o).ifPresent(faults::add));
    if (faults.isEmpty()) {
      faults.addAll(References.faults(overlay));
      faults.addAll(PodRules.faults(overlay, properties));
      faults.addAll(PortRules.faults(overlay));
      faults.addAll(NetworkRules.faults(overlay));
      faults.addAll(SettingRules.faults(overlay, properties));
    }
    return faults;
  }

  private static Arguments mistake(String fault, Consumer<Overlay> mistake) {
    return arguments(fault, mistake);
  }

  private static Consumer<Overlay> at(
      String kind, String name, String where, Consumer<ObjectNode> change) {
    return overlay -> change.accept((ObjectNode) overlay.only(kind, name).at(where));
  }

  private static Consumer<Overlay> settings(Consumer<ObjectNode> change) {
    return overlay ->
        overlay
            .kind("ConfigMap")
            .filter(map -> Overlay.name(map).startsWith("yubin-"))
            .forEach(map -> change.accept((ObjectNode) map.path("data")));
  }
}
