package dev.yubin.standalone.up;

import dev.yubin.embedded.KafkaBroker;
import dev.yubin.embedded.PostgresServer;
import dev.yubin.standalone.instance.DataDirectory;
import java.util.HashMap;
import java.util.Map;

/// Which properties each service gets in the standalone.
record ServiceProperties(Settings settings, Ports ports, DataDirectory directory) {
  static final String DATABASE = "yubin";

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
