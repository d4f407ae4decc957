package dev.yubin.deploy;

import static dev.yubin.deploy.Overlay.each;
import static dev.yubin.deploy.Overlay.title;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The services listen on, and are reached at, the numbers that are promised.
final class PortRules {
  private final List<String> faults = new ArrayList<>();

  private PortRules() {}

  static List<String> faults(Overlay overlay) {
    PortRules rules = new PortRules();
    Services.ALL.forEach((service, promised) -> rules.check(overlay, service, promised));
    overlay
        .kind("Service")
        .filter(s -> s.at("/spec/type").asText().equals("LoadBalancer"))
        .forEach(rules::onlyMail);
    return rules.faults;
  }

  private void check(Overlay overlay, String service, Services promised) {
    Map<String, Integer> listens = new TreeMap<>();
    each(overlay.only("Deployment", service).at("/spec/template/spec/containers/0/ports"))
        .forEach(p -> listens.put(p.path("name").asText(), p.path("containerPort").asInt()));
    mustBe(service + " listens on", listens, promised.ports());
    Map<String, Integer> reached = new TreeMap<>();
    each(overlay.only("Service", service).at("/spec/ports"))
        .forEach(p -> reached.put(p.path("name").asText(), p.path("port").asInt()));
    mustBe(service + " is reached at", reached, promised.ports());
  }

  private void onlyMail(JsonNode balancer) {
    if (!balancer.at("/spec/externalTrafficPolicy").asText().equals("Local")) {
      faults.add(title(balancer) + " hides the client's address");
    }
    String service = balancer.at("/spec/selector/app.kubernetes.io~1name").asText();
    for (JsonNode port : balancer.at("/spec/ports")) {
      String name = port.path("targetPort").asText();
      if (!Services.FOR_EVERYBODY.contains(name)) {
        faults.add(title(balancer) + " opens " + name + " to everybody");
      } else if (Services.promised(service, name) != port.path("port").asInt()) {
        faults.add(title(balancer) + " has another number for " + name);
      }
    }
  }

  private void mustBe(String what, Map<String, Integer> is, Map<String, Integer> promised) {
    if (!is.equals(promised)) {
      faults.add("%s %s and not %s".formatted(what, is, new TreeMap<>(promised)));
    }
  }
}
