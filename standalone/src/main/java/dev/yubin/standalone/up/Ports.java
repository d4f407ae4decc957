package dev.yubin.standalone.up;

import dev.yubin.standalone.instance.CommandFailedException;
import dev.yubin.standalone.instance.RunningInstance;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All ports of the suite. None is taken before all were seen free.
record Ports(
    Port smtp,
    Port submission,
    Port submissions,
    Port imap,
    Port imaps,
    Port pop3,
    Port pop3s,
    Port dns,
    Port smtpHttp,
    Port deliveryHttp,
    Port mailboxHttp,
    Port dnsHttp,
    Port postgres,
    Port kafka) {
  private static final String LOOPBACK = "127.0.0.1";

  /// @param offset added to every default; a port that a property gives is taken as it is
  static Ports of(Settings settings, int offset) {
    String mail = settings.value("yubin.bind", LOOPBACK);
    String http = settings.value("server.address", LOOPBACK);
    PortTaker mailPort = new PortTaker(settings, mail, offset);
    PortTaker httpPort = new PortTaker(settings, http, offset);
    PortTaker backend = new PortTaker(settings, LOOPBACK, offset);
    return new Ports(
        mailPort.take("SMTP", "yubin.smtp.port", 2525),
        mailPort.take("Submission (STARTTLS)", "yubin.smtp.submission-port", 2587),
        mailPort.take("Submissions (TLS)", "yubin.smtp.submissions-port", 2465),
        mailPort.take(RunningInstance.IMAP, "yubin.imap.port", 2143),
        mailPort.take("IMAPS (TLS)", "yubin.imap.tls-port", 2993),
        mailPort.take("POP3 (STLS)", "yubin.pop3.port", 2110),
        mailPort.take("POP3S (TLS)", "yubin.pop3.tls-port", 2995),
        mailPort.takeWithUdp("DNS", "yubin.dns.port", 2053),
        httpPort.take("smtp-service HTTP", "yubin.standalone.smtp-http-port", 8081),
        httpPort.take("delivery-service HTTP", "yubin.standalone.delivery-http-port", 8082),
        httpPort.take("mailbox-service HTTP", "yubin.standalone.mailbox-http-port", 8083),
        httpPort.take("dns-resolver-service HTTP", "yubin.standalone.dns-http-port", 8084),
        backend.take("PostgreSQL", "yubin.standalone.postgres-port", 2432),
        backend.take("Kafka", "yubin.standalone.kafka-port", 2092));
  }

  private record PortTaker(Settings settings, String host, int offset) {
    Port take(String use, String property, int standard) {
      return port(use, property, standard, false);
    }

    Port takeWithUdp(String use, String property, int standard) {
      return port(use, property, standard, true);
    }

    private Port port(String use, String property, int standard, boolean udp) {
      if (standard + offset > 65535 || standard + offset < 1) {
        throw new CommandFailedException(
            "--port-offset %d takes %s to port %d: ports end at 65535"
                .formatted(offset, use, standard + offset));
      }
      return new Port(use, property, host, settings.port(property, standard + offset), udp);
    }
  }

  /// Those of the mail protocols and of DNS.
  List<Port> protocols() {
    return List.of(smtp, submission, submissions, imap, imaps, pop3, pop3s, dns);
  }

  List<Port> http() {
    return List.of(smtpHttp, deliveryHttp, mailboxHttp, dnsHttp);
  }

  List<Port> backends() {
    return List.of(postgres, kafka);
  }

  List<Port> all() {
    return Stream.of(protocols(), http(), backends()).flatMap(List::stream).toList();
  }

  /// @throws CommandFailedException naming every port that is taken, and what moves it
  void checkFree() {
    checkDistinct();
    List<Port> taken = all().stream().filter(port -> !port.isFree()).toList();
    if (taken.isEmpty()) {
      return;
    }
    String names =
        taken.stream()
            .map(port -> port.address() + " for " + port.use())
            .collect(Collectors.joining(", "));
    Port first = taken.getFirst();
    throw new CommandFailedException(
        "In use already or not to be had: %s. Move all ports with --port-offset N, or one with --%s=PORT"
            .formatted(names, first.property()));
  }

  private void checkDistinct() {
    Set<Integer> seen = new LinkedHashSet<>();
    for (Port port : all()) {
      if (port.number() != 0 && !seen.add(port.number())) {
        throw new CommandFailedException(
            "%s=%d is given to something else too".formatted(port.property(), port.number()));
      }
    }
  }
}
