package dev.yubin.deploy;

import static dev.yubin.deploy.Overlay.each;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Who has to reach whom may, by the network policies of both ends; and nobody else may reach what
/// holds mail.
final class NetworkRules {
  private static final String NAME = "app.kubernetes.io/name";

  /// Which port of what each service opens connections to.
  private static final Map<String, Map<String, Integer>> WAYS =
      Map.of(
          "smtp-service",
          Map.of("mailbox-service", 8083, "dns-resolver-service", 8084, "kafka", 9092),
          "delivery-service",
          Map.of("dns-resolver-service", 8084, "kafka", 9092, "postgres", 5432),
          "mailbox-service",
          Map.of("kafka", 9092, "postgres", 5432),
          "dns-resolver-service",
          Map.of());

  private final Overlay overlay;

  private NetworkRules(Overlay overlay) {
    this.overlay = overlay;
  }

  static List<String> faults(Overlay overlay) {
    NetworkRules rules = new NetworkRules(overlay);
    List<String> faults = new ArrayList<>();
    for (String from : WAYS.keySet()) {
      for (String to : Set.of("mailbox-service", "dns-resolver-service", "kafka", "postgres")) {
        int port = WAYS.get(from).getOrDefault(to, 0);
        boolean wanted = port > 0;
        if (wanted && !rules.mayLeave(from, to, port)) {
          faults.add(from + " is not let out to " + to);
        }
        if (wanted && !rules.mayEnter(from, to, port)) {
          faults.add(from + " is not let into " + to);
        }
        if (!wanted && !from.equals(to) && rules.mayEnterSomewhere(from, to)) {
          faults.add(from + " is let into " + to + " and has no business there");
        }
      }
    }
    return faults;
  }

  private boolean mayLeave(String from, String to, int port) {
    return policies("Egress", labels(from))
        .flatMap(policy -> each(policy.at("/spec/egress")))
        .anyMatch(rule -> names(rule.path("to"), to) && opens(rule, to, port));
  }

  private boolean mayEnter(String from, String to, int port) {
    return policies("Ingress", labels(to))
            .flatMap(policy -> each(policy.at("/spec/ingress")))
            .anyMatch(rule -> names(rule.path("from"), from) && opens(rule, to, port))
        || brokersAdmit(from, to);
  }

  private boolean mayEnterSomewhere(String from, String to) {
    return policies("Ingress", labels(to))
            .flatMap(policy -> each(policy.at("/spec/ingress")))
            .anyMatch(rule -> rule.has("from") && names(rule.path("from"), from))
        || brokersAdmit(from, to);
  }

  /// Strimzi writes the policies of its brokers from their listeners' peers.
  private boolean brokersAdmit(String from, String to) {
    return to.equals("kafka")
        && overlay
            .kind("Kafka")
            .flatMap(kafka -> each(kafka.at("/spec/kafka/listeners")))
            .anyMatch(listener -> names(listener.path("networkPolicyPeers"), from));
  }

  private Stream<JsonNode> policies(String type, Map<String, String> labels) {
    return overlay
        .kind("NetworkPolicy")
        .filter(p -> each(p.at("/spec/policyTypes")).anyMatch(t -> t.asText().equals(type)))
        .filter(p -> selects(p.at("/spec/podSelector"), labels));
  }

  private boolean names(JsonNode peers, String pod) {
    return each(peers)
        .filter(peer -> peer.has("podSelector") && !peer.has("namespaceSelector"))
        .anyMatch(peer -> selects(peer.path("podSelector"), labels(pod)));
  }

  private static boolean selects(JsonNode selector, Map<String, String> labels) {
    return selector.path("matchLabels").properties().stream()
            .allMatch(label -> label.getValue().asText().equals(labels.get(label.getKey())))
        && each(selector.path("matchExpressions"))
            .allMatch(
                expression ->
                    each(expression.path("values"))
                        .anyMatch(
                            value ->
                                value
                                    .asText()
                                    .equals(labels.get(expression.path("key").asText()))));
  }

  /// What its Pods are labelled with, be they a workload's or an operator's.
  private Map<String, String> labels(String pod) {
    if (pod.equals("kafka") && overlay.kind("Kafka").findAny().isPresent()) {
      return Map.of("strimzi.io/cluster", "yubin");
    }
    if (pod.equals("postgres") && overlay.kind("Cluster").findAny().isPresent()) {
      return Map.of("cnpg.io/cluster", "postgres");
    }
    return Map.of(NAME, pod, "app.kubernetes.io/part-of", "yubin");
  }

  /// By number, or by a name that the Pods give to it.
  private boolean opens(JsonNode rule, String to, int port) {
    return each(rule.path("ports"))
        .map(open -> open.path("port"))
        .anyMatch(open -> open.isInt() ? open.asInt() == port : number(to, open.asText()) == port);
  }

  private int number(String pod, String port) {
    return overlay
        .workloads()
        .filter(workload -> Overlay.name(workload).equals(pod))
        .flatMap(workload -> each(workload.at("/spec/template/spec/containers/0/ports")))
        .filter(each -> each.path("name").asText().equals(port))
        .mapToInt(each -> each.path("containerPort").asInt())
        .findFirst()
        .orElse(0);
  }
}
