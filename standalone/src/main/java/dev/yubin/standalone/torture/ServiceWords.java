package dev.yubin.standalone.torture;

import dev.yubin.standalone.instance.DataDirectory;
import dev.yubin.standalone.up.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What an instance is started with: `up`'s properties, with time-outs of seconds where a
/// day's work would have minutes, so that a run of some minutes sees many of them pass.
record ServiceWords(DataDirectory directory, Addresses addresses, DatabaseNode database) {
  static final String DOMAIN = "torture.test";

  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("server.address", Addresses.HOST),
          Map.entry("yubin.bind", Addresses.HOST),
          Map.entry("yubin.hostname", "mail." + DOMAIN),
          Map.entry("yubin.topics.partitions", "4"),
          Map.entry("yubin.connections.max-per-network", "20000"),
          Map.entry("yubin.smtp.trusted-networks", "127.0.0.0/8"),
          Map.entry("yubin.smtp.allowance.account.mails", "0"),
          Map.entry("yubin.smtp.allowance.account.recipients", "0"),
          Map.entry("yubin.dns.upstreams", "127.0.0.1:9"),
          Map.entry("yubin.dns.dnssec", "off"),
          Map.entry("yubin.dns.timeout", "1s"),
          Map.entry("yubin.services.resolver-timeout", "5s"),
          Map.entry("yubin.delivery.retry.schedule", "1s"),
          Map.entry("yubin.delivery.timeouts.connect", "5s"),
          Map.entry("yubin.delivery.timeouts.greeting", "30s"),
          Map.entry("yubin.delivery.timeouts.command", "30s"),
          Map.entry("yubin.delivery.timeouts.data-start", "30s"),
          Map.entry("yubin.delivery.timeouts.data-block", "30s"),
          Map.entry("yubin.delivery.timeouts.data-end", "60s"));

  private Path zone(String name) {
    return directory.path().resolve(name + ".zone");
  }

  /// The domains of the sink, and our own: mail for them asks no server of the world.
  void writeZones() throws IOException {
    StringBuilder sink = new StringBuilder(start(SinkScript.DOMAIN));
    for (SinkScript script : SinkScript.values()) {
      for (int i = 0; i < SinkScript.DOMAINS; i++) {
        // Each a site of its own: what one does to us holds up no other.
        String domain = script.domain(i);
        sink.append("%s. MX 10 mx.%s.\n".formatted(domain, domain));
        sink.append("mx.%s. A %s\n".formatted(domain, Addresses.SINK_HOST));
      }
    }
    Files.writeString(zone("sink"), sink);
    Files.writeString(zone("own"), start(DOMAIN) + "@ MX 10 mail\nmail A 127.0.0.1\n");
  }

  private static String start(String origin) {
    return """
        $ORIGIN %s.
        $TTL 30
        @ SOA ns hostmaster 1 3600 600 86400 30
        @ NS ns
        ns A 127.0.0.1
        """
        .formatted(origin);
  }

  String adminPassword() {
    return directory.adminPassword(Map.of());
  }

  List<String> of(
      Service service,
      Addresses.Instance own,
      Addresses.Instance mailbox,
      Addresses.Instance resolver) {
    Map<String, Object> properties = new HashMap<>(SETTINGS);
    properties.put("server.port", own.http());
    properties.put("yubin.tls.directory", directory.tls());
    properties.put("yubin.dns.trust.state", directory.path().resolve("dns-trust-" + own.http()));
    properties.put("yubin.dns.zones", zone("sink") + "," + zone("own"));
    properties.put("yubin.services.mailbox-url", mailbox.url());
    properties.put("yubin.services.resolver-url", resolver.url());
    properties.put("yubin.services.secret", directory.servicesSecret());
    properties.put("yubin.admin.password", adminPassword());
    properties.put("yubin.delivery.remote-port", addresses.sink());
    properties.put("yubin.smtp.port", own.smtp());
    properties.put("yubin.smtp.submission-port", own.submission());
    properties.put("yubin.smtp.submissions-port", own.submissions());
    properties.put("yubin.imap.port", own.imap());
    properties.put("yubin.imap.tls-port", own.imaps());
    properties.put("yubin.pop3.port", own.pop3());
    properties.put("yubin.pop3.tls-port", own.pop3s());
    properties.put("yubin.dns.port", own.dns());
    if (service != Service.DNS) {
      properties.put("spring.kafka.bootstrap-servers", Addresses.HOST + ":" + addresses.kafka());
    }
    if (service == Service.MAILBOX || service == Service.DELIVERY) {
      properties.put(
          "spring.datasource.url",
          "jdbc:postgresql://%s:%d/%s".formatted(Addresses.HOST, own.link(), database.database()));
      properties.put("spring.datasource.username", database.user());
      properties.put("spring.datasource.password", database.password());
    }
    List<String> words = new ArrayList<>();
    words.add(service.label());
    properties.forEach((name, value) -> words.add("--" + name + "=" + value));
    return words;
  }
}
