package dev.yubin.resolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yubin.resolver.upstream.ServerIdentity;
import dev.yubin.resolver.upstream.UpstreamAddress;
import dev.yubin.resolver.upstream.Upstreams;
import dev.yubin.testing.dns.DnsZone;
import dev.yubin.testing.dns.ScriptedDnsServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// DNS over HTTPS with the service's own TLS (RFC 8484 §5, RFC 9113 §3.2).
class DohOverTlsIT {
  private static final String DNS_MESSAGE = "application/dns-message";
  private static final ScriptedDnsServer dns =
      ScriptedDnsServer.serving(DnsZone.of("example.test", "www 30 A 192.0.2.1"));
  private static final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private static ServerIdentity identity;
  private static ConfigurableApplicationContext context;
  private static String url;

  @TempDir static Path directory;

  @BeforeAll
  static void start() throws Exception {
    identity = ServerIdentity.ofAddress("127.0.0.1");
    List<String> arguments = new ArrayList<>(identity.save(directory.resolve("doh.p12")));
    arguments.addAll(
        List.of(
            "--server.port=0", "--yubin.dns.port=0", "--yubin.dns.upstreams=" + dns.upstream()));
    context = DnsResolverService.application().run(arguments.toArray(String[]::new));
    String port = context.getEnvironment().getRequiredProperty("local.server.port");
    url = "https://127.0.0.1:" + port + "/dns-query";
  }

  @AfterAll
  static void stop() {
    context.close();
    executor.shutdownNow();
    dns.close();
  }

  @Test
  void answersGetAndPostOverHttp2() throws Exception {
    byte[] query = query().toWire();
    String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(query);
    HttpRequest get = HttpRequest.newBuilder(URI.create(url + "?dns=" + encoded)).build();
    HttpRequest post =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", DNS_MESSAGE)
            .POST(HttpRequest.BodyPublishers.ofByteArray(query))
            .build();
    try (HttpClient client = HttpClient.newBuilder().sslContext(identity.client()).build()) {
      for (HttpRequest request : List.of(get, post)) {
        HttpResponse<byte[]> response =
            client.send(request, HttpResponse.BodyHandlers.ofByteArray());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(response.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
        assertThat(response.headers().firstValue("Content-Type")).hasValue(DNS_MESSAGE);
        assertThat(new Message(response.body()).getSection(Section.ANSWER)).hasSize(1);
      }
    }
  }

  // RFC 8484 §4.1
  @Test
  void isAnUpstreamForAnotherResolver() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(upstream(identity.client()).ask(query()).getSection(Section.ANSWER))
          .extracting(Record::rdataToString)
          .containsExactly("192.0.2.1");
    }
  }

  @Test
  void isNoUpstreamForWhoeverDoesNotTrustIt() throws Exception {
    Upstreams distrustful = upstream(SSLContext.getDefault());

    assertThatThrownBy(() -> distrustful.ask(query())).isInstanceOf(IOException.class);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
      assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.discarding()))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  private static Upstreams upstream(SSLContext tls) {
    return new Upstreams(
        List.of(UpstreamAddress.valueOf(url)),
        Duration.ofSeconds(10),
        tls,
        executor,
        new SimpleMeterRegistry());
  }

  private static Message query() {
    Name name = Name.fromConstantString("www.example.test.");
    Message query = Message.newQuery(Record.newRecord(name, Type.A, DClass.IN));
    query.getHeader().setID(0);
    return query;
  }
}
