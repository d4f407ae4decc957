package dev.yubin.smtp.inspection.dns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.yubin.dns.DnsAnswer;
import dev.yubin.dns.DnssecState;
import dev.yubin.dns.RecordType;
import dev.yubin.smtp.services.ServiceClients;
import dev.yubin.smtp.services.ServicesProperties;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.web.client.RestClient;

class InspectionDnsConfigurationTest {
  private final InspectionDnsConfiguration configuration = new InspectionDnsConfiguration();
  private final List<String> paths = new CopyOnWriteArrayList<>();
  private final HttpServer http;
  private volatile int status = 200;
  private volatile String body = "";

  InspectionDnsConfigurationTest() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void serve() {
    http.createContext(
        "/",
        exchange -> {
          paths.add(exchange.getRequestURI().getRawPath());
          byte[] octets = body.getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, octets.length);
          exchange.getResponseBody().write(octets);
          exchange.close();
        });
    http.start();
  }

  @AfterEach
  void close() {
    http.stop(0);
  }

  @Test
  void readsWhatTheResolverSays() {
    body =
        """
        {"result":"found","values":["v=spf1 -all"],"dnssec":"SECURE","ttl":"PT5M"}
        """;

    assertThat(records().find(RecordType.TXT, "_spf.Example.test"))
        .isEqualTo(
            new DnsAnswer.Found(List.of("v=spf1 -all"), DnssecState.SECURE, Duration.ofMinutes(5)));
    assertThat(paths).containsExactly("/api/v1/records/TXT/_spf.example.test");
  }

  @Test
  void takesAnErrorOfTheResolverForATemporaryFailure() {
    status = 500;
    assertThat(records().find(RecordType.A, "example.test"))
        .isInstanceOf(DnsAnswer.TemporaryFailure.class);
  }

  @Test
  void takesNonsenseForATemporaryFailure() {
    body = "<html>";
    assertThat(records().find(RecordType.A, "example.test"))
        .isInstanceOf(DnsAnswer.TemporaryFailure.class);
  }

  private CachedRecords records() {
    String url = "http://127.0.0.1:" + http.getAddress().getPort();
    ServicesProperties services =
        Binder.get(new MockEnvironment().withProperty("yubin.services.resolver-url", url))
            .bindOrCreate("yubin.services", ServicesProperties.class);
    return configuration.dnsRecords(
        new ServiceClients().resolverService(RestClient.builder(), services));
  }
}
