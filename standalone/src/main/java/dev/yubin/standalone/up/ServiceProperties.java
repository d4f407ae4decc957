package dev.yubin.standalone.up;

import dev.yubin.embedded.KafkaBroker;
import dev.yubin.embedded.PostgresServer;
import dev.yubin.standalone.instance.DataDirectory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;

/// Which properties each service gets in the standalone.
record ServiceProperties(Settings settings, Ports ports, DataDirectory directory) {
  static final String DATABASE = "yubin";

  /// Properties that the service's own file may change.
  Map<String, Object> defaults(Service service) {
    return Map.ofEntries(
        Map.entry("spring.autoconfigure.exclude", String.join(",", excluded(service))),
        Map.entry("spring.jmx.enabled", "false"),
        Map.entry("spring.main.banner-mode", "off"),
        Map.entry("spring.kafka.client-id", service.label()),
        // One broker on one disk writes a request's partitions one after the other, each with a
        // sync of its own; and one consumer reads them all.
        Map.entry("yubin.topics.partitions", "1"),
        // After a kill the partitions of the former process are waited for as long as this, and no
        // mail is delivered meanwhile; the default is 45 s.
        Map.entry("spring.kafka.consumer.properties.session.timeout.ms", "6000"),
        Map.entry("spring.kafka.consumer.properties.heartbeat.interval.ms", "2000"));
  }

  private static List<String> excluded(Service service) {
    if (service.excluded().isEmpty()) {
      return List.of();
    }
    ClassLoader loader = Service.class.getClassLoader();
    return ImportCandidates.load(AutoConfiguration.class, loader).getCandidates().stream()
        .filter(candidate -> service.excluded().stream().anyMatch(candidate::startsWith))
        .toList();
  }

  /// Words of the command line of the service: what the standalone decides, then what the user
  /// gave.
  String[] arguments(Service service, Backends backends) {
    Map<String, String> properties = new HashMap<>(common(service));
    if (backends.postgres() instanceof PostgresServer postgres) {
      properties.put("spring.datasource.url", postgres.jdbcUrl(DATABASE));
      properties.put("spring.datasource.username", postgres.user());
      properties.put("spring.datasource.password", postgres.password());
    }
    if (backends.kafka() instanceof KafkaBroker kafka) {
      properties.put("spring.kafka.bootstrap-servers", kafka.bootstrapServers());
    }
    properties.putAll(settings.properties());
    properties.putAll(protocolPorts());
    return properties.entrySet().stream()
        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
        .toArray(String[]::new);
  }

  private Map<String, String> common(Service service) {
    Port http = service.http(ports);
    return Map.of(
        "server.address", http.host(),
        "server.port", Integer.toString(http.number()),
        "yubin.bind", ports.smtp().hosts(),
        "yubin.tls.directory", directory.tls().toString(),
        "yubin.dns.trust.state", directory.trustState().toString(),
        "yubin.services.mailbox-url", url(ports.mailboxHttp()),
        "yubin.services.resolver-url", url(ports.dnsHttp()),
        "yubin.services.secret", directory.servicesSecret(),
        "yubin.admin.password", directory.adminPassword(settings.environment()));
  }

  private Map<String, String> protocolPorts() {
    Map<String, String> properties = new HashMap<>();
    ports.protocols().forEach(p -> properties.put(p.property(), Integer.toString(p.number())));
    return properties;
  }

  /// How the standalone itself and its services reach an HTTP port.
  static String url(Port port) {
    String host = "0.0.0.0".equals(port.host()) ? "127.0.0.1" : port.host();
    return "http://" + host + ":" + port.number();
  }
}
