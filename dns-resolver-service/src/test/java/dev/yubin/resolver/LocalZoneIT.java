package dev.yubin.resolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yubin.resolver.server.DnsServer;
import dev.yubin.testing.dns.ScriptedDnsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/// The service with a zone of its own (RFC 1035 §5).
class LocalZoneIT {
  private static final String ZONE =
      """
      $ORIGIN inside.test.
      $TTL 300
      @  SOA ns hostmaster 1 3600 600 86400 60
      @  NS ns
      @  MX 10 mx
      mx A 10.0.0.1
      """;

  @TempDir Path directory;

  @Test
  void answersItOverDnsAndHttpWithAuthority() throws Exception {
    try (ScriptedDnsServer dns = ScriptedDnsServer.serving();
        ConfigurableApplicationContext context = service(dns, ZONE)) {
      Message found = ask(context, "inside.test.", Type.MX);
      assertThat(found.getRcode()).isEqualTo(Rcode.NOERROR);
      assertThat(found.getHeader().getFlag(Flags.AA)).isTrue();
      Message absent = ask(context, "absent.inside.test.", Type.MX);
      assertThat(absent.getRcode()).isEqualTo(Rcode.NXDOMAIN);
      assertThat(absent.getHeader().getFlag(Flags.AA)).isTrue();
      assertThat(ask(context, "localhost.", Type.A).getHeader().getFlag(Flags.AA)).isFalse();

      String port = context.getEnvironment().getRequiredProperty("local.server.port");
      assertThat(
              RestClient.create("http://127.0.0.1:" + port)
                  .get()
                  .uri("/api/v1/mail-routes/inside.test")
                  .retrieve()
                  .body(String.class))
          .contains("\"addresses\":[\"10.0.0.1\"]");
      assertThat(dns.questions()).isEmpty();
    }
  }

  @Test
  void doesNotStartWithAFileThatHasAMistake() {
    try (ScriptedDnsServer dns = ScriptedDnsServer.serving()) {
      assertThatThrownBy(() -> service(dns, ZONE + "www A nonsense\n"))
          .rootCause()
          .hasMessageContaining("inside.zone:7:");
    }
  }

  private ConfigurableApplicationContext service(ScriptedDnsServer dns, String zone)
      throws IOException {
    Path file = Files.writeString(directory.resolve("inside.zone"), zone);
    return DnsResolverService.application()
        .run(
            "--server.port=0",
            "--yubin.dns.port=0",
            "--yubin.dns.zones=" + file,
            "--yubin.dns.upstreams=" + dns.upstream());
  }

  private static Message ask(ConfigurableApplicationContext context, String name, int type)
      throws IOException {
    int port = context.getBean(DnsServer.class).port();
    SimpleResolver client =
        new SimpleResolver(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    client.setTimeout(Duration.ofSeconds(10));
    return client.send(
        Message.newQuery(Record.newRecord(Name.fromConstantString(name), type, DClass.IN)));
  }
}
