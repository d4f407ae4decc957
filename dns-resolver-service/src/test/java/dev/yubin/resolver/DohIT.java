package dev.yubin.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.testing.dns.DnsZone;
import dev.yubin.testing.dns.ScriptedDnsServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// DNS over HTTPS (RFC 8484), without the S, as behind a proxy that has the certificate.
class DohIT {
  private static final String DNS_MESSAGE = "application/dns-message";
  private static final ScriptedDnsServer dns =
      ScriptedDnsServer.serving(
          DnsZone.of("example.test", "www 30 A 192.0.2.1\nwww 30 A 192.0.2.2"));
  private static final HttpClient client = HttpClient.newHttpClient();
  private static ConfigurableApplicationContext context;

  @BeforeAll
  static void start() {
    context = service("127.0.0.0/8");
  }

  @AfterAll
  static void stop() {
    context.close();
    client.close();
    dns.close();
  }

  // RFC 8484 §4.1, §5.1
  @Test
  void answersGetAndPostAlike() throws Exception {
    byte[] query = query("www.example.test.");
    for (HttpResponse<byte[]> response :
        List.of(get("?dns=" + encoded(query)), post(DNS_MESSAGE, query))) {
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type")).hasValue(DNS_MESSAGE);
      Message message = new Message(response.body());
      assertThat(message.getHeader().getID()).isZero();
      assertThat(message.getSection(Section.ANSWER)).hasSize(2);
      assertThat(maxAge(response)).isBetween(20L, 30L);
    }
  }

  // RFC 8484 §5.2
  @Test
  void answersOverHttp2() throws Exception {
    byte[] query = query("www.example.test.");
    for (HttpResponse<byte[]> response :
        List.of(get("?dns=" + encoded(query)), post(DNS_MESSAGE, query))) {
      assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(new Message(response.body()).getSection(Section.ANSWER)).hasSize(2);
    }
  }

  // RFC 8484 §5.1
  @Test
  void saysHowLongThereIsNothing() throws Exception {
    HttpResponse<byte[]> response = post(DNS_MESSAGE, query("absent.example.test."));

    assertThat(new Message(response.body()).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    assertThat(maxAge(response)).isBetween(50L, 60L);
    HttpResponse<byte[]> failed = post(DNS_MESSAGE, query("www.foreign.test."));
    assertThat(new Message(failed.body()).getRcode()).isEqualTo(Rcode.SERVFAIL);
    assertThat(maxAge(failed)).isZero();
  }

  @Test
  void refusesWhatIsNoQuery() throws Exception {
    byte[] response = query("www.example.test.");
    response[2] |= (byte) 0x80;

    assertThat(get("").statusCode()).isEqualTo(400);
    assertThat(get("?dns=").statusCode()).isEqualTo(400);
    assertThat(get("?dns=a*b").statusCode()).isEqualTo(400);
    assertThat(get("?dns=AAAA").statusCode()).isEqualTo(400);
    assertThat(get("?dns=AAA&dns=AAA").statusCode()).isEqualTo(400);
    assertThat(post(DNS_MESSAGE, response).statusCode()).isEqualTo(400);
    assertThat(post(DNS_MESSAGE, new byte[0]).statusCode()).isEqualTo(400);
    assertThat(post("application/json", new byte[20]).statusCode()).isEqualTo(415);
    assertThat(post(DNS_MESSAGE, new byte[65_536]).statusCode()).isEqualTo(413);
    assertThat(
            send(HttpRequest.newBuilder(uri(context, "")).DELETE().build())
                .headers()
                .firstValue("Allow"))
        .hasValueSatisfying(allow -> assertThat(allow).contains("GET").contains("POST"));
    assertThat(new String(get("").body())).contains("dns= wants a DNS message");
  }

  @Test
  void refusesClientsOfOtherNetworks() throws Exception {
    try (ConfigurableApplicationContext closed = service("192.0.2.0/24")) {
      HttpRequest request =
          HttpRequest.newBuilder(uri(closed, "?dns=" + encoded(query("www.example.test."))))
              .build();

      assertThat(send(request).statusCode()).isEqualTo(403);
    }
  }

  private static ConfigurableApplicationContext service(String networks) {
    return DnsResolverService.application()
        .run(
            "--server.port=0",
            "--yubin.dns.port=0",
            "--yubin.dns.timeout=500ms",
            "--yubin.dns.allowed-networks=" + networks,
            "--yubin.dns.upstreams=" + dns.upstream());
  }

  private static byte[] query(String name) {
    Message query =
        Message.newQuery(Record.newRecord(Name.fromConstantString(name), Type.A, DClass.IN));
    query.getHeader().setID(0);
    return query.toWire();
  }

  private static String encoded(byte[] query) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(query);
  }

  private static long maxAge(HttpResponse<?> response) {
    String control = response.headers().firstValue("Cache-Control").orElseThrow();
    return Long.parseLong(control.replace("max-age=", ""));
  }

  private static HttpResponse<byte[]> get(String query) throws Exception {
    return send(HttpRequest.newBuilder(uri(context, query)).build());
  }

  private static HttpResponse<byte[]> post(String type, byte[] body) throws Exception {
    return send(
        HttpRequest.newBuilder(uri(context, ""))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build());
  }

  private static HttpResponse<byte[]> send(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  private static URI uri(ConfigurableApplicationContext service, String query) {
    String port = service.getEnvironment().getRequiredProperty("local.server.port");
    return URI.create("http://127.0.0.1:" + port + "/dns-query" + query);
  }
}
