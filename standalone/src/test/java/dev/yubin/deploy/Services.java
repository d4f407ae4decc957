package dev.yubin.deploy;

import java.util.Map;
import java.util.Set;

/// The four services, their ports by the names that Kubernetes has for them, and by the property
/// that gives each its number. Public interface: what mail programs and other hosts expect.
record Services(Map<String, Integer> ports, Map<String, String> properties) {
  static final Map<String, Services> ALL =
      Map.of(
          "smtp-service",
          new Services(
              Map.of("smtp", 25, "submission", 587, "submissions", 465, "http", 8081),
              Map.of(
                  "smtp", "yubin.smtp.port",
                  "submission", "yubin.smtp.submission-port",
                  "submissions", "yubin.smtp.submissions-port",
                  "http", "server.port")),
          "delivery-service",
          new Services(Map.of("http", 8082), Map.of("http", "server.port")),
          "mailbox-service",
          new Services(
              Map.of("imap", 143, "imaps", 993, "pop3", 110, "pop3s", 995, "http", 8083),
              Map.of(
                  "imap", "yubin.imap.port",
                  "imaps", "yubin.imap.tls-port",
                  "pop3", "yubin.pop3.port",
                  "pop3s", "yubin.pop3.tls-port",
                  "http", "server.port")),
          "dns-resolver-service",
          new Services(
              Map.of("dns", 53, "dns-tcp", 53, "http", 8084),
              Map.of("dns", "yubin.dns.port", "http", "server.port")));

  /// Which ports other machines reach in production: those of the mail protocols.
  static final Set<String> FOR_EVERYBODY =
      Set.of("smtp", "submission", "submissions", "imap", "imaps", "pop3", "pop3s");

  /// @return 0 where there is no such port
  static int promised(String service, String port) {
    return ALL.containsKey(service) ? ALL.get(service).ports().getOrDefault(port, 0) : 0;
  }
}
