package dev.yubin.standalone.up;

import dev.yubin.delivery.DeliveryService;
import dev.yubin.mailbox.MailboxService;
import dev.yubin.resolver.DnsResolverService;
import dev.yubin.smtp.SmtpService;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;

/// The four services, in the order in which they drain: first who lets mail in.
///
/// All stand on one class path here, so that Spring Boot would give each of them what another one's
/// libraries call for; `excluded` are the packages of such auto-configurations.
public enum Service {
  SMTP(
      "smtp-service",
      SmtpService::application,
      List.of(Excluded.DATABASE, Excluded.FLYWAY, Excluded.SECURITY, Excluded.OPENAPI)),
  DELIVERY(
      "delivery-service",
      DeliveryService::application,
      List.of(Excluded.SECURITY, Excluded.OPENAPI)),
  MAILBOX("mailbox-service", MailboxService::application, List.of()),
  DNS(
      "dns-resolver-service",
      DnsResolverService::application,
      List.of(
          Excluded.DATABASE, Excluded.FLYWAY, Excluded.SECURITY, Excluded.OPENAPI, Excluded.KAFKA));

  private final String label;
  private final Supplier<SpringApplicationBuilder> application;
  private final List<String> excluded;

  Service(String label, Supplier<SpringApplicationBuilder> application, List<String> excluded) {
    this.label = label;
    this.application = application;
    this.excluded = excluded;
  }

  /// Its module's name.
  public String label() {
    return label;
  }

  /// The service beside the others, with properties that its own file may change.
  public SpringApplicationBuilder application() {
    return application.get().properties(defaults());
  }

  private Map<String, Object> defaults() {
    return Map.ofEntries(
        Map.entry("spring.autoconfigure.exclude", String.join(",", excludedTypes())),
        Map.entry("spring.jmx.enabled", "false"),
        Map.entry("spring.main.banner-mode", "off"),
        Map.entry("spring.kafka.client-id", label),
        // One broker on one disk writes a request's partitions one after the other, each with a
        // sync of its own; and one consumer reads them all.
        Map.entry("yubin.topics.partitions", "1"),
        // After a kill the partitions of the former process are waited for as long as this, and no
        // mail is delivered meanwhile; the default is 45 s.
        Map.entry("spring.kafka.consumer.properties.session.timeout.ms", "6000"),
        Map.entry("spring.kafka.consumer.properties.heartbeat.interval.ms", "2000"));
  }

  private List<String> excludedTypes() {
    if (excluded.isEmpty()) {
      return List.of();
    }
    ClassLoader loader = Service.class.getClassLoader();
    return ImportCandidates.load(AutoConfiguration.class, loader).getCandidates().stream()
        .filter(candidate -> excluded.stream().anyMatch(candidate::startsWith))
        .toList();
  }

  Port http(Ports ports) {
    return switch (this) {
      case SMTP -> ports.smtpHttp();
      case DELIVERY -> ports.deliveryHttp();
      case MAILBOX -> ports.mailboxHttp();
      case DNS -> ports.dnsHttp();
    };
  }

  private static final class Excluded {
    static final String DATABASE = "org.springframework.boot.jdbc.";
    static final String FLYWAY = "org.springframework.boot.flyway.";
    static final String KAFKA = "org.springframework.boot.kafka.";
    static final String SECURITY = "org.springframework.boot.security.";
    static final String OPENAPI = "org.springdoc.";
  }
}
