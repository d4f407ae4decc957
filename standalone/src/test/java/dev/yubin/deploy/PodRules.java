package dev.yubin.deploy;

import static dev.yubin.deploy.Overlay.each;
import static dev.yubin.deploy.Overlay.title;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What every Pod must be: within limits, watched by probes, with no right that it does not need,
/// and given the time that draining takes.
final class PodRules {
  /// A version of at least two numbers, and never what moves (`latest`, `17`).
  static final Pattern PINNED =
      Pattern.compile("[\\w./-]+:v?\\d+\\.\\d+[\\w.-]*(@sha256:[0-9a-f]{64})?");

  private final int longestDrain;
  private final List<String> faults = new ArrayList<>();

  private PodRules(int longestDrain) {
    this.longestDrain = longestDrain;
  }

  static List<String> faults(Overlay overlay, Properties properties) {
    PodRules rules = new PodRules(properties.longestDrain());
    overlay.workloads().forEach(rules::check);
    return rules.faults;
  }

  private void check(JsonNode workload) {
    JsonNode pod = workload.at("/spec/template/spec");
    String at = title(workload);
    must(at, "runs as root", pod.at("/securityContext/runAsNonRoot").asBoolean());
    must(
        at,
        "has no seccomp profile",
        pod.at("/securityContext/seccompProfile/type").asText().equals("RuntimeDefault"));
    must(at, "gets a token", isFalse(pod.path("automountServiceAccountToken")));
    must(at, "gets variables of Services", isFalse(pod.path("enableServiceLinks")));
    must(at, "uses the node's network", !pod.path("hostNetwork").asBoolean());
    each(pod.path("containers")).forEach(container -> check(at, container, pod));
  }

  private void check(String at, JsonNode container, JsonNode pod) {
    String image = container.path("image").asText();
    must(at, "has an image that is not pinned: " + image, PINNED.matcher(image).matches());
    for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
      must(at, "has no " + probe, container.has(probe));
      must(
          at,
          probe + " has no time-out of its own",
          container.path(probe).path("timeoutSeconds").asInt() > 0);
    }
    for (String amount : List.of("/requests/cpu", "/requests/memory", "/limits/memory")) {
      must(at, "has no resources" + amount, container.path("resources").at(amount).isTextual());
    }
    JsonNode security = container.path("securityContext");
    must(at, "may gain privileges", isFalse(security.path("allowPrivilegeEscalation")));
    must(
        at,
        "keeps capabilities",
        security.at("/capabilities/drop/0").asText().equals("ALL")
            && !security.path("capabilities").has("add"));
    // Its image writes its configuration beside its programs.
    must(
        at,
        "may write its root",
        security.path("readOnlyRootFilesystem").asBoolean() || at.equals("StatefulSet/kafka"));
    if (Services.ALL.containsKey(at.substring(at.indexOf('/') + 1))) {
      drains(at, container, pod);
    }
  }

  private void drains(String at, JsonNode container, JsonNode pod) {
    int sleep = container.at("/lifecycle/preStop/sleep/seconds").asInt();
    must(at, "is stopped while connections still come", sleep >= 5);
    must(
        at,
        "is killed while it drains",
        pod.path("terminationGracePeriodSeconds").asInt() >= sleep + longestDrain + 15);
  }

  private static boolean isFalse(JsonNode value) {
    return value.isBoolean() && !value.asBoolean();
  }

  private void must(String at, String fault, boolean right) {
    if (!right) {
      faults.add(at + " " + fault);
    }
  }
}
