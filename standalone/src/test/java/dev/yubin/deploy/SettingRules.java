package dev.yubin.deploy;

import static dev.yubin.deploy.Overlay.each;
import static dev.yubin.deploy.Overlay.name;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Settings set what there is, and the addresses in them are those of something in the overlay.
final class SettingRules {
  private static final Pattern ADDRESS =
      Pattern.compile("(?:^|//)([a-z][a-z0-9-]*)[a-z0-9.-]*:(\\d+)");

  private SettingRules() {}

  static List<String> faults(Overlay overlay, Properties properties) {
    List<String> faults = new ArrayList<>();
    Map<String, String> settings = overlay.settings();
    Set<String> variables = new HashSet<>(settings.keySet());
    Services.ALL.keySet().stream()
        .map(service -> overlay.only("Deployment", service))
        .flatMap(d -> each(d.at("/spec/template/spec/containers/0/env")))
        .forEach(variable -> variables.add(variable.path("name").asText()));
    variables.stream()
        .filter(variable -> !properties.knows(variable))
        .forEach(variable -> faults.add(variable + " sets nothing"));
    overlay
        .kind("ScaledObject")
        .flatMap(scaled -> each(scaled.at("/spec/triggers")))
        .map(trigger -> trigger.at("/metadata/bootstrapServers").asText())
        .filter(servers -> !servers.isEmpty())
        .forEach(servers -> settings.put("bootstrapServers", servers));
    Set<String> addresses = addresses(overlay);
    settings.forEach(
        (variable, value) -> {
          Matcher address = ADDRESS.matcher(value);
          while (address.find()) {
            String wanted = address.group(1) + ":" + address.group(2);
            if (!addresses.contains(wanted)) {
              faults.add("%s=%s: nothing is at %s".formatted(variable, value, wanted));
            }
          }
        });
    overlay
        .kind("Certificate")
        .filter(
            c ->
                each(c.at("/spec/dnsNames"))
                    .noneMatch(n -> n.asText().equals(settings.get("YUBIN_HOSTNAME"))))
        .forEach(c -> faults.add("The certificate is not for " + settings.get("YUBIN_HOSTNAME")));
    return faults;
  }

  private static Set<String> addresses(Overlay overlay) {
    Set<String> addresses = new HashSet<>();
    overlay
        .kind("Service")
        .forEach(
            s ->
                each(s.at("/spec/ports"))
                    .forEach(port -> addresses.add(name(s) + ":" + port.path("port").asInt())));
    overlay.kind("Cluster").forEach(c -> addresses.add(name(c) + "-rw:5432"));
    for (JsonNode kafka : overlay.kind("Kafka").toList()) {
      each(kafka.at("/spec/kafka/listeners"))
          .forEach(l -> addresses.add(name(kafka) + "-kafka-bootstrap:" + l.path("port").asInt()));
    }
    return addresses;
  }
}
