package dev.yubin.standalone.up;

import dev.yubin.delivery.DeliveryService;
import dev.yubin.mailbox.MailboxService;
import dev.yubin.resolver.DnsResolverService;
import dev.yubin.smtp.SmtpService;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.boot.builder.SpringApplicationBuilder;

/// The four services, in the order in which they drain: first who lets mail in.
///
/// All stand on one class path here, so that Spring Boot would give each of them what another one's
/// libraries call for; `excluded` are the packages of such auto-configurations.
enum Service {
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

  String label() {
    return label;
  }

  SpringApplicationBuilder application() {
    return application.get();
  }

  List<String> excluded() {
    return excluded;
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
