package dev.yubin.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.dns.DnsAnswer;
import dev.yubin.dns.DnsRecords;
import dev.yubin.dns.MailRoute;
import dev.yubin.dns.MailRoutes;
import dev.yubin.dns.RecordType;
import dev.yubin.resolver.server.DnsServer;
import dev.yubin.testing.dns.DnsZone;
import dev.yubin.testing.dns.Misbehaviour;
import dev.yubin.testing.dns.ScriptedDnsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

class DnsResolverServiceIT {
  private static final ScriptedDnsServer dns =
      ScriptedDnsServer.serving(
          DnsZone.of(
              "example.test",
              """
              @    MX 10 mx
              mx   A 127.0.0.1
              null MX 0 .
              text TXT none
              broken MX 10 mx
              """));
  private static ConfigurableApplicationContext context;
  private static RestClient http;

  @BeforeAll
  static void start() {
    dns.misbehave("broken.example.test", Misbehaviour.SERVFAIL);
    context =
        DnsResolverService.application()
            .run(
                "--server.port=0",
                "--yubin.dns.port=0",
                "--yubin.dns.timeout=500ms",
                "--yubin.dns.upstreams=" + dns.upstream());
    http = client(context);
  }

  @AfterAll
  static void stop() {
    context.close();
    dns.close();
  }

  @Test
  void tellsEveryKindOfRouteToItsClients() {
    MailRoutes routes =
        HttpServiceProxyFactory.builderFor(RestClientAdapter.create(http))
            .build()
            .createClient(MailRoutes.class);

    assertThat(routes.mailRoute("example.test"))
        .isInstanceOfSatisfying(
            MailRoute.Hosts.class,
            hosts -> {
              assertThat(hosts.site()).isEqualTo("mx.example.test");
              assertThat(hosts.hosts().getFirst().addresses()).containsExactly("127.0.0.1");
              assertThat(hosts.ttl()).isPositive();
            });
    assertThat(routes.mailRoute("null.example.test")).isEqualTo(new MailRoute.NullMx());
    assertThat(routes.mailRoute("text.example.test")).isEqualTo(new MailRoute.NoMailHost());
    assertThat(routes.mailRoute("absent.example.test")).isEqualTo(new MailRoute.NoSuchDomain());
    assertThat(routes.mailRoute("broken.example.test"))
        .isInstanceOf(MailRoute.TemporaryFailure.class);
    assertThat(routes.mailRoute("[IPv6:::1]")).isInstanceOf(MailRoute.Hosts.class);
    assertThat(routes.mailRoute("bücher.example.test")).isEqualTo(new MailRoute.NoSuchDomain());
    assertThat(routes.mailRoute("x".repeat(3_000))).isEqualTo(new MailRoute.NoSuchDomain());
    assertThat(routes.mailRoute("%2e&;?#")).isEqualTo(new MailRoute.NoSuchDomain());
  }

  @Test
  void tellsEveryKindOfRecordAnswerToItsClients() {
    DnsRecords records =
        HttpServiceProxyFactory.builderFor(RestClientAdapter.create(http))
            .build()
            .createClient(DnsRecords.class);

    assertThat(records.find(RecordType.A, "mx.example.test"))
        .isInstanceOfSatisfying(
            DnsAnswer.Found.class,
            found -> assertThat(found.values()).containsExactly("127.0.0.1"));
    assertThat(records.find(RecordType.TXT, "mx.example.test"))
        .isInstanceOf(DnsAnswer.NoData.class);
    assertThat(records.find(RecordType.A, "_absent.example.test"))
        .isInstanceOf(DnsAnswer.NoSuchDomain.class);
    assertThat(records.find(RecordType.A, "broken.example.test"))
        .isInstanceOf(DnsAnswer.TemporaryFailure.class);
    assertThat(records.find(RecordType.A, "x".repeat(3_000)))
        .isInstanceOf(DnsAnswer.NoSuchDomain.class);
  }

  @Test
  void answersManyQuestionsAtOnce() {
    assertThat(
            http.post()
                .uri("/api/v1/records")
                .contentType(MediaType.APPLICATION_JSON)
                .body(
                    "[{\"type\":\"A\",\"name\":\"mx.example.test\"},"
                        + "{\"type\":\"TXT\",\"name\":\"absent.example.test\"}]")
                .retrieve()
                .body(String.class))
        .startsWith("{\"answers\":[{\"result\":\"found\",\"values\":[\"127.0.0.1\"]")
        .contains(",{\"result\":\"no-such-domain\"")
        .endsWith("\"voids\":1}");
    List<Map<String, String>> many =
        Collections.nCopies(101, Map.of("type", "A", "name", "mx.example.test"));
    HttpStatusCode status =
        http.post()
            .uri("/api/v1/records")
            .contentType(MediaType.APPLICATION_JSON)
            .body(many)
            .exchange((request, response) -> response.getStatusCode());
    assertThat(status).isEqualTo(HttpStatus.CONTENT_TOO_LARGE);
  }

  @Test
  void writesRoutesAsPlainJson() {
    assertThat(get("/api/v1/mail-routes/null.example.test")).isEqualTo("{\"result\":\"null-mx\"}");
    assertThat(get("/api/v1/mail-routes/example.test"))
        .contains("\"result\":\"hosts\"")
        .contains("\"dnssec\":\"INDETERMINATE\"")
        .containsPattern("\"ttl\":\"PT[0-9MS]+\"");
  }

  @Test
  void answersDns() throws Exception {
    int port = context.getBean(DnsServer.class).port();
    SimpleResolver client =
        new SimpleResolver(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    client.setTimeout(Duration.ofSeconds(10));
    Record question =
        Record.newRecord(Name.fromConstantString("example.test."), Type.MX, DClass.IN);

    assertThat(client.send(Message.newQuery(question)).getRcode()).isEqualTo(Rcode.NOERROR);
  }

  @Test
  void isReadyAndCounted() {
    get("/api/v1/mail-routes/example.test");

    assertThat(get("/actuator/health/liveness")).contains("\"status\":\"UP\"");
    assertThat(get("/actuator/health/readiness")).contains("\"status\":\"UP\"").contains("\"dns\"");
    assertThat(get("/actuator/prometheus"))
        .contains("yubin_dns_questions_total{outcome=\"hosts\",source=\"http\"}")
        .contains("yubin_dns_cache_total{result=\"hit\"}")
        .contains("yubin_dns_upstream_seconds_count{outcome=\"noerror\"");
  }

  @Test
  void isNotReadyOnceTheListenerIsGone() {
    try (ConfigurableApplicationContext other =
        DnsResolverService.application()
            .run(
                "--server.port=0",
                "--yubin.dns.port=0",
                "--yubin.dns.upstreams=" + dns.upstream())) {
      other.getBean(DnsServer.class).stop();
      HttpStatusCode status =
          client(other)
              .get()
              .uri("/actuator/health/readiness")
              .exchange((request, response) -> response.getStatusCode());

      assertThat(status).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    }
  }

  private static RestClient client(ConfigurableApplicationContext service) {
    String port = service.getEnvironment().getRequiredProperty("local.server.port");
    return RestClient.create("http://127.0.0.1:" + port);
  }

  private static String get(String path) {
    String body = http.get().uri(path).retrieve().body(String.class);
    return body == null ? "" : body;
  }
}
