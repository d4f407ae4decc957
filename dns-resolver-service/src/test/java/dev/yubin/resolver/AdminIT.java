package dev.yubin.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.testing.dns.DnsZone;
import dev.yubin.testing.dns.ScriptedDnsServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/// What the administrator, and nobody else, may see and do.
class AdminIT {
  private static final ScriptedDnsServer dns =
      ScriptedDnsServer.serving(DnsZone.of("example.test", "a A 192.0.2.1\nb.a A 192.0.2.2"));
  private static final HttpClient client = HttpClient.newHttpClient();
  private static ConfigurableApplicationContext context;

  @BeforeAll
  static void start() {
    context = service("--yubin.admin.password=s3cret");
  }

  @AfterAll
  static void stop() {
    context.close();
    client.close();
    dns.close();
  }

  @BeforeEach
  void know() throws Exception {
    admin("DELETE", "/api/v1/cache");
    send("GET", "/api/v1/records/A/a.example.test", "");
    send("GET", "/api/v1/records/A/b.a.example.test", "");
    send("GET", "/api/v1/records/A/absent.example.test", "");
  }

  @Test
  void showsTheCache() throws Exception {
    assertThat(admin("GET", "/api/v1/cache?name=a.example.test").body())
        .contains("\"name\":\"a.example.test.\",\"type\":\"A\",\"result\":\"found\"")
        .contains("192.0.2.2")
        .doesNotContain("absent");
    assertThat(admin("GET", "/api/v1/cache").body()).contains("\"result\":\"no-such-domain\"");
  }

  @Test
  void forgetsANameAndWhatIsBelowIt() throws Exception {
    assertThat(admin("DELETE", "/api/v1/cache?name=A.example.test.").body())
        .isEqualTo("{\"answers\":2}");
    assertThat(admin("GET", "/api/v1/cache").body()).contains("absent").doesNotContain("192.0.2");
    admin("DELETE", "/api/v1/cache");
    assertThat(admin("GET", "/api/v1/cache").body()).isEqualTo("[]");
  }

  @Test
  void explainsAnswers() throws Exception {
    assertThat(admin("GET", "/api/v1/explanations/a.example.test?type=A").body())
        .contains("\"type\":\"A\",\"state\":\"indeterminate\",\"detail\":\"192.0.2.1\"");
    assertThat(admin("GET", "/api/v1/explanations/a.example.test?type=ANY").statusCode())
        .isEqualTo(400);
    assertThat(admin("GET", "/api/v1/explanations/a..test").statusCode()).isEqualTo(400);
  }

  @Test
  void wantsThePassword() throws Exception {
    for (String path :
        new String[] {
          "/api/v1/cache",
          "/api/v1/cache/",
          "//api/v1/cache",
          "/api/v1/cache;a=b",
          "/api/v1/explanations/a.test"
        }) {
      assertThat(send("GET", path, "").statusCode()).as(path).isIn(400, 401, 404);
      assertThat(send("GET", path, "Bearer s3cre").statusCode()).as(path).isIn(400, 401, 404);
    }
    HttpResponse<String> refused = send("DELETE", "/api/v1/cache", basic("other:s3cret"));
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Basic realm=\"Yubin\"");
    assertThat(refused.body()).contains("Name and password of the admin are wanted");
    assertThat(send("GET", "/api/v1/cache", "Bearer s3cret").statusCode()).isEqualTo(200);
  }

  @Test
  void isShutWithoutAPassword() throws Exception {
    try (ConfigurableApplicationContext other = service("--yubin.admin.password=")) {
      assertThat(send(other, "GET", "/api/v1/cache", basic("admin:")).statusCode()).isEqualTo(403);
    }
  }

  private static ConfigurableApplicationContext service(String property) {
    return DnsResolverService.application()
        .run(
            "--server.port=0",
            "--yubin.dns.port=0",
            "--yubin.dns.timeout=500ms",
            "--yubin.dns.upstreams=" + dns.upstream(),
            property);
  }

  private static HttpResponse<String> admin(String method, String path) throws Exception {
    return send(method, path, basic("admin:s3cret"));
  }

  private static String basic(String credentials) {
    return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes());
  }

  private static HttpResponse<String> send(String method, String path, String authorization)
      throws Exception {
    return send(context, method, path, authorization);
  }

  private static HttpResponse<String> send(
      ConfigurableApplicationContext service, String method, String path, String authorization)
      throws IOException, InterruptedException {
    String port = service.getEnvironment().getRequiredProperty("local.server.port");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
