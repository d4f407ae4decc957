package dev.yubin.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yubin.server.tls.TlsProperties.ClientCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;

class ServerTlsTest {
  private static final String V13 = "TLSv1.3";
  private static final TestCertificate DEFAULT = TestCertificate.named("mail.example.test");
  private static final TestCertificate WILD = TestCertificate.named("*.example.org");
  private static final TestCertificate EXACT =
      TestCertificate.of(new X500Name("CN=x"), "SHA256withRSA", "mx.example.org", "mx.example.net");

  private final DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();

  @TempDir Path directory;

  private ServerTls tls(ClientCertificates clientCertificates) {
    bundles.registerBundle("default", DEFAULT.bundle());
    bundles.registerBundle("wild", WILD.bundle());
    bundles.registerBundle("exact", EXACT.bundle());
    return tls("default", List.of("wild", "exact"), clientCertificates);
  }

  private ServerTls tls(
      @Nullable String bundle, List<String> more, ClientCertificates clientCertificates) {
    return ServerTls.of(
        new TlsProperties(bundle, more, clientCertificates, directory), bundles, "host.test");
  }

  private ServerTls tls() {
    return tls(ClientCertificates.REQUEST);
  }

  private static Handshake handshake(ServerTls tls, @Nullable String name, String version)
      throws Exception {
    return Handshake.of(tls, Handshake.Client.of(name, version));
  }

  /// RFC 6066 §3, RFC 9525 §6.3.
  @ParameterizedTest
  @CsvSource({
    "mx.example.org, exact",
    "MX.Example.NET, exact",
    "imap.example.org, wild",
    "a.b.example.org, default",
    "example.org, default",
    "mail.example.test, default",
    "other.test, default",
  })
  void showsTheCertificateOfTheNameThatIsAskedFor(String name, String bundle) throws Exception {
    ServerTls tls = tls();
    for (String version : List.of(V13, "TLSv1.2")) {
      assertThat(handshake(tls, name, version).shown())
          .isEqualTo(
              switch (bundle) {
                case "exact" -> EXACT.certificate();
                case "wild" -> WILD.certificate();
                default -> DEFAULT.certificate();
              });
    }
  }

  @Test
  void showsTheDefaultToAClientThatAsksForNoName() throws Exception {
    Handshake handshake = handshake(tls(), null, V13);
    assertThat(handshake.shown()).isEqualTo(DEFAULT.certificate());
    assertThat(handshake.server().serverName()).isEmpty();
  }

  @Test
  void tellsVersionSuiteAndTheNameThatWasAskedFor() throws Exception {
    TlsFacts facts = handshake(tls(), "Imap.Example.org", V13).server();
    assertThat(facts.version()).isEqualTo(V13);
    assertThat(facts.cipherSuite()).isEqualTo("TLS_AES_256_GCM_SHA384");
    assertThat(facts.serverName()).hasValue("imap.example.org");
    assertThat(facts.client()).isEmpty();
  }

  @Test
  void followsEachBundleByItself() throws Exception {
    ServerTls tls = tls();
    TestCertificate newWild = TestCertificate.named("*.example.org", "added.test");
    bundles.updateBundle("wild", newWild.bundle());
    assertThat(handshake(tls, "a.example.org", V13).shown()).isEqualTo(newWild.certificate());
    assertThat(handshake(tls, "added.test", V13).shown()).isEqualTo(newWild.certificate());
    assertThat(handshake(tls, "mx.example.org", V13).shown()).isEqualTo(EXACT.certificate());
    TestCertificate newDefault = TestCertificate.named("mail.example.test");
    bundles.updateBundle("default", newDefault.bundle());
    assertThat(handshake(tls, null, V13).shown()).isEqualTo(newDefault.certificate());
  }

  @Test
  void dropsNoConnectionWhenACertificateIsReplaced() throws Exception {
    ServerTls tls = tls();
    try (Wire wire = new Wire();
        SSLSocket server = tls.wrap(wire.accepted());
        SSLSocket client = Handshake.Client.of(null, V13).over(wire.client())) {
      FutureTask<Void> handshake =
          new FutureTask<>(
              () -> {
                server.startHandshake();
                return null;
              });
      Thread.ofVirtual().start(handshake);
      client.startHandshake();
      handshake.get();
      bundles.updateBundle("default", TestCertificate.named("mail.example.test").bundle());
      client.getOutputStream().write('x');
      assertThat(server.getInputStream().read()).isEqualTo('x');
      server.getOutputStream().write('y');
      assertThat(client.getInputStream().read()).isEqualTo('y');
    }
  }

  @Test
  void keepsACertificateWhoseSuccessorCannotBeRead() throws Exception {
    ServerTls tls = tls();
    bundles.updateBundle("default", SslBundle.of(SslStoreBundle.NONE));
    assertThat(handshake(tls, null, V13).shown()).isEqualTo(DEFAULT.certificate());
  }

  /// Certificate and key are two files: one may be there before the other.
  @ParameterizedTest
  @ValueSource(strings = {"SHA256withRSA", "SHA256withECDSA", "Ed25519"})
  void keepsACertificateWhoseSuccessorHasNotItsOwnKey(String signature) throws Exception {
    ServerTls tls = tls();
    X500Name subject = new X500Name("CN=mail.example.test");
    TestCertificate next = TestCertificate.of(subject, signature);
    for (TestCertificate other : List.of(DEFAULT, EXACT, TestCertificate.of(subject, signature))) {
      TestCertificate torn = new TestCertificate(other.key(), next.certificate());
      bundles.updateBundle("default", torn.bundle());
      assertThat(handshake(tls, null, V13).shown()).isEqualTo(DEFAULT.certificate());
    }
    bundles.updateBundle("default", next.bundle());
    assertThat(handshake(tls, null, V13).shown()).isEqualTo(next.certificate());
  }

  /// RFC 8996; RFC 8446 appendix D.2 for the alert. JSSE's own client does not say it any more.
  @ParameterizedTest
  @CsvSource({"1, TLS 1.0", "2, TLS 1.1"})
  void refusesWhatIsOlderThanTls12(int minor, String version) throws Exception {
    try (Wire wire = new Wire()) {
      SSLSocket server = tls().wrap(wire.accepted());
      Thread.ofVirtual().start(() -> assertThatThrownBy(server::startHandshake).isNotNull());
      wire.client().getOutputStream().write(oldHello(minor));
      byte[] alert = wire.client().getInputStream().readNBytes(7);
      assertThat(alert).as(version).startsWith(21).endsWith(2, 70);
    }
  }

  /// A ClientHello (RFC 4346 §7.4.1.2) with TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA.
  private static byte[] oldHello(int minor) {
    ByteBuffer hello = ByteBuffer.allocate(50);
    hello.put(new byte[] {22, 3, 1, 0, 45, 1, 0, 0, 41, 3, (byte) minor});
    hello.put(new byte[32]);
    hello.put(new byte[] {0, 0, 2, (byte) 0xC0, 0x0A, 1, 0});
    return hello.array();
  }

  /// Two ends of a connection.
  private record Wire(ServerSocket server, Socket client, Socket accepted)
      implements AutoCloseable {
    Wire() throws IOException {
      this(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    }

    private Wire(ServerSocket server) throws IOException {
      this(server, new Socket(server.getInetAddress(), server.getLocalPort()), server.accept());
    }

    @Override
    public void close() throws IOException {
      client.close();
      accepted.close();
      server.close();
    }
  }

  /// RFC 9325 §4.2.
  @Test
  void speaksModernSuitesAlone() throws Exception {
    try (Wire wire = new Wire()) {
      SSLSocket socket = tls().wrap(wire.accepted());
      assertThat(socket.getEnabledProtocols()).containsExactly(V13, "TLSv1.2");
      assertThat(socket.getEnabledCipherSuites())
          .contains(
              "TLS_AES_128_GCM_SHA256",
              "TLS_CHACHA20_POLY1305_SHA256",
              "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
              "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256")
          .noneMatch(name -> name.contains("_CBC_") || name.contains("TLS_DHE_"))
          .noneMatch(name -> name.startsWith("TLS_RSA_"));
    }
  }

  @Test
  void refusesAClientWithCbcAlone() {
    ServerTls tls = tls();
    assertThatThrownBy(
            () ->
                Handshake.with(
                    tls,
                    server -> {
                      SSLSocket socket = Handshake.Client.of(null, "TLSv1.2").connect(server);
                      socket.setEnabledCipherSuites(
                          new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"});
                      return socket;
                    }))
        .isInstanceOf(SSLException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {V13, "TLSv1.2"})
  void recordsTheCertificateOfAServerWhoeverHasSignedIt(String version) throws Exception {
    X500Name subject = new X500Name("CN=mx.remote.test,O=Remote");
    TestCertificate theirs = TestCertificate.of(subject, "SHA256withECDSA");
    Handshake.Client client = Handshake.Client.with(theirs, version);
    assertThat(Handshake.of(tls().forServers(), client).server().client())
        .hasValue(ClientCertificate.of(theirs.certificate()));
    assertThat(ClientCertificate.of(theirs.certificate()).commonName()).isEqualTo("mx.remote.test");
    assertThat(ClientCertificate.of(theirs.certificate()).fingerprint()).matches("[0-9a-f]{64}");
  }

  @Test
  void asksForACertificateWithoutRequiringIt() throws Exception {
    assertThat(handshake(tls().forServers(), null, V13).server().client()).isEmpty();
  }

  @Test
  void asksNobodyWhereNotOnlyServersConnectOrWhereToldNotTo() throws Exception {
    Handshake.Client client = Handshake.Client.with(DEFAULT, V13);
    assertThat(Handshake.of(tls(), client).server().client()).isEmpty();
    ServerTls ignoring = tls("default", List.of(), ClientCertificates.IGNORE).forServers();
    assertThat(Handshake.of(ignoring, client).server().client()).isEmpty();
  }

  @Test
  void makesNoLinesOfHostileNames() {
    X500Name hostile =
        new X500NameBuilder()
            .addRDN(BCStyle.CN, "outer")
            .addRDN(BCStyle.CN, "a\r\nb\"é)" + "x".repeat(57))
            .build();
    ClientCertificate recorded =
        ClientCertificate.of(TestCertificate.of(hostile, "SHA256withECDSA").certificate());
    assertThat(recorded.commonName()).startsWith("a??b\"?)xx").hasSizeLessThanOrEqualTo(64);
    assertThat(recorded.subject()).matches("[ -~]{1,256}");
    ClientCertificate longer = new ClientCertificate("x".repeat(999), "x".repeat(999), "");
    assertThat(longer.subject()).hasSize(256);
    assertThat(longer.commonName()).hasSize(64);
    assertThat(
            ClientCertificate.of(
                    TestCertificate.of(new X500Name("O=x"), "SHA256withECDSA").certificate())
                .commonName())
        .isEmpty();
  }

  @Test
  void saysHowToDefineABundleThatIsMissing() {
    assertThatThrownBy(() -> tls("mail", List.of(), ClientCertificates.REQUEST))
        .hasMessageContaining("yubin.tls.bundle=mail is not an SSL bundle")
        .hasMessageContaining("spring.ssl.bundle.pem.mail");
    assertThatThrownBy(() -> tls(null, List.of("other"), ClientCertificates.REQUEST))
        .hasMessageContaining("yubin.tls.bundles=other is not an SSL bundle")
        .hasMessageContaining("spring.ssl.bundle.pem.other");
    bundles.registerBundle("trust", SslBundle.of(SslStoreBundle.NONE));
    assertThatThrownBy(() -> tls("trust", List.of(), ClientCertificates.REQUEST))
        .hasMessageContaining("yubin.tls.bundle=trust has no certificate with a key");
  }
}
