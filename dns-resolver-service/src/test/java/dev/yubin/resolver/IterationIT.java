package dev.yubin.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.testing.dns.DnsZone;
import dev.yubin.testing.dns.ScriptedDnsServer;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;

/// The whole service with a root of the test's own.
class IterationIT {

  @Test
  void findsWhereMailGoesFromTheRootOn() {
    try (ScriptedDnsServer servers =
            ScriptedDnsServer.serving(
                DnsZone.of(".", "example NS ns.example\nns.example A 127.0.0.1\n"),
                DnsZone.of("example", "@ MX 10 mx\nmx A 127.0.0.7\n"));
        ConfigurableApplicationContext context =
            DnsResolverService.application()
                .run(
                    "--server.port=0",
                    "--yubin.dns.port=0",
                    "--yubin.dns.iteration.enabled=true",
                    "--yubin.dns.iteration.root-hints=127.0.0.1",
                    "--yubin.dns.iteration.port=" + servers.port())) {
      String port = context.getEnvironment().getRequiredProperty("local.server.port");
      RestClient http = RestClient.create("http://127.0.0.1:" + port);

      assertThat(http.get().uri("/api/v1/mail-routes/example").retrieve().body(String.class))
          .contains("\"site\"")
          .contains("127.0.0.7");
      assertThat(http.get().uri("/actuator/health").retrieve().body(String.class))
          .contains("\"root\":true");
    }
  }
}
