package dev.yubin.resolver.mtasts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.yubin.dns.TlsWishes;
import dev.yubin.resolver.answer.TestResolver;
import dev.yubin.testing.dns.DnsZone;
import dev.yubin.testing.dns.Misbehaviour;
import dev.yubin.testing.dns.ScriptedDnsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Name;

/// RFC 8461 and RFC 8460 with a policy server of the test's own.
class MtaStsTest {
  private static final String RECORDS =
      """
      mta-sts     A 127.0.0.1
      _mta-sts    0 TXT "v=STSv1; id=20260101T00;"
      _smtp._tls  TXT "v=TLSRPTv1; rua=mailto:tls@example.test, https://example.test/r,ftp://a"
      _mta-sts.other TXT "v=STSv1; id=1"
      mta-sts.other  A 127.0.0.1
      _mta-sts.lost  TXT "v=STSv1; id=1"
      plain       A 127.0.0.1
      """;
  private static final String POLICY =
      "version: STSv1\r\nmode: enforce\r\nmx: MX.example.test\r\nmx: *.example.net\r\n"
          + "max_age: 604800\r\n";
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir static Path directory;
  private static SSLContext tls;

  private final ScriptedDnsServer dns =
      ScriptedDnsServer.serving(DnsZone.of("example.test", RECORDS));
  private final TestResolver fixture = TestResolver.over(dns);
  private final AtomicInteger fetches = new AtomicInteger();
  private final Semaphore answering = new Semaphore(1);
  private HttpsServer server;
  private TlsWishesFinder finder;
  private int status = 200;
  private String type = "text/plain; charset=utf-8";
  private String policy = POLICY;
  private boolean chunked;

  @BeforeAll
  static void certificate() throws Exception {
    Path file = directory.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "policy",
                "-keyalg",
                "EC",
                "-dname",
                "CN=policy",
                "-ext",
                "san=dns:mta-sts.example.test",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("policy", keys.getCertificate("policy"));
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, PASSWORD);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    tls = SSLContext.getInstance("TLS");
    tls.init(own.getKeyManagers(), trust.getTrustManagers(), null);
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext("/", this::handle);
    server.start();
    finder = TestWishes.at(fixture, tls, server.getAddress().getPort());
  }

  @AfterEach
  void close() {
    server.stop(0);
    fixture.close();
    dns.close();
  }

  @Test
  void tellsThePolicyAndWhereReportsGo() {
    TlsWishes wishes = ask("example.test").orElseThrow();

    assertThat(wishes.mtaSts())
        .isEqualTo(
            new TlsWishes.MtaSts(
                "20260101T00",
                TlsWishes.Mode.ENFORCE,
                List.of("mx.example.test", "*.example.net")));
    assertThat(wishes.reports())
        .containsExactly("mailto:tls@example.test", "https://example.test/r");
    assertThat(ask("plain.example.test")).isEmpty();
  }

  @Test
  void takesPoliciesInChunks() {
    chunked = true;

    assertThat(policy("example.test")).isPresent();
  }

  // RFC 8461 §3.3
  @Test
  void fetchesAPolicyOnceForItsId() {
    policy("example.test");
    policy("example.test");
    assertThat(fetches).hasValue(1);

    publish("v=STSv1; id=2");
    policy = POLICY.replace("enforce", "testing");
    assertThat(policy("example.test"))
        .hasValueSatisfying(p -> assertThat(p.mode()).isEqualTo(TlsWishes.Mode.TESTING));
    assertThat(fetches).hasValue(2);
  }

  // RFC 8461 §5.1
  @Test
  void keepsThePolicyThatHoldsWhileNoOtherCanBeHad() {
    policy("example.test");

    publish("v=STSv1; id=2");
    status = 500;
    assertThat(policy("example.test"))
        .hasValueSatisfying(p -> assertThat(p.id()).isEqualTo("20260101T00"));
    publish("something else");
    assertThat(policy("example.test")).isPresent();

    publish("v=STSv1; id=3");
    status = 200;
    policy = "version: STSv1\nmode: none\nmax_age: 86400\n";
    assertThat(policy("example.test")).isEmpty();
  }

  // RFC 8461 §3.2, §3.3
  @Test
  void takesNoPolicyThatIsNotServedAsItMust() {
    status = 301;
    assertThat(policy("example.test")).isEmpty();
    status = 200;
    type = "text/html";
    assertThat(newId("2")).isEmpty();
    type = "text/plain";
    policy = POLICY + "x".repeat(70_000);
    assertThat(newId("3")).isEmpty();
    policy = POLICY.replace("STSv1", "STSv2");
    assertThat(newId("4")).isEmpty();
    policy = POLICY;
    assertThat(newId("5")).isPresent();
  }

  @Test
  void takesNoPolicyFromAServerOfAnotherName() {
    assertThat(policy("other.example.test")).isEmpty();
    assertThat(policy("lost.example.test")).isEmpty();
    assertThat(fetches).hasValue(0);
  }

  // RFC 8461 §3.3
  @Test
  void doesNotRepeatAFetchThatFailed() {
    status = 500;
    policy("example.test");
    policy("example.test");

    assertThat(fetches).hasValue(1);
  }

  // RFC 8461 §5
  @Test
  void letsTheFirstMailNotWaitForASlowServerButTheLaterOnesHeedIt() throws Exception {
    TlsWishesFinder impatient =
        TestWishes.at(fixture, tls, server.getAddress().getPort(), Duration.ofMillis(10));
    Name domain = Name.fromConstantString("example.test.");
    answering.acquire();
    Wishes early = impatient.ask(domain).join();
    assertThat(early.tls().orElseThrow().mtaSts()).isNull();
    assertThat(early.fetch()).isEqualTo(PolicyFetch.UNDER_WAY);
    answering.release();

    Awaitility.await()
        .untilAsserted(
            () -> {
              Wishes late = impatient.ask(domain).join();
              assertThat(late.fetch()).isEqualTo(PolicyFetch.DONE);
              assertThat(late.tls().orElseThrow().mtaSts()).isNotNull();
            });
    assertThat(fetches).hasValue(1);
  }

  @Test
  void hasAnswersKeptForLongOnlyWhenNoPolicyIsMissing() {
    Duration day = Duration.ofDays(1);
    assertThat(fetch("example.test").bound(day)).isEqualTo(day);
    assertThat(fetch("plain.example.test").bound(day)).isEqualTo(day);
    assertThat(fetch("lost.example.test").bound(day)).isEqualTo(Duration.ofMinutes(5));
    assertThat(PolicyFetch.UNDER_WAY.bound(day)).isEqualTo(Duration.ofSeconds(5));
    assertThat(PolicyFetch.UNDER_WAY.bound(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
    dns.misbehave("_mta-sts.unknown.example.test", Misbehaviour.SERVFAIL);
    assertThat(fetch("unknown.example.test")).isEqualTo(PolicyFetch.FAILED);
  }

  private PolicyFetch fetch(String domain) {
    return finder.ask(Name.fromConstantString(domain + ".")).join().fetch();
  }

  private Optional<TlsWishes.MtaSts> newId(String id) {
    publish("v=STSv1; id=" + id);
    return policy("example.test");
  }

  private void publish(String text) {
    dns.put(DnsZone.of("example.test", RECORDS.replace("v=STSv1; id=20260101T00;", text)));
  }

  private Optional<TlsWishes.MtaSts> policy(String domain) {
    return ask(domain).map(TlsWishes::mtaSts);
  }

  private Optional<TlsWishes> ask(String domain) {
    return finder.ask(Name.fromConstantString(domain + ".")).join().tls();
  }

  private void handle(HttpExchange exchange) throws IOException {
    fetches.incrementAndGet();
    answering.acquireUninterruptibly();
    answering.release();
    assertThat(exchange.getRequestURI().getPath()).isEqualTo("/.well-known/mta-sts.txt");
    byte[] body = policy.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Location", "https://example.test/");
    exchange.sendResponseHeaders(status, chunked ? 0 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
