package dev.yubin.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.server.sasl.ChannelBinding;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;

class TlsChannelBindingTest {
  private static final String V13 = "TLSv1.3";
  private static final String V12 = "TLSv1.2";

  @TempDir Path directory;

  private ServerTls tls(TestCertificate certificate) {
    DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();
    bundles.registerBundle("default", certificate.bundle());
    return ServerTls.of(
        new TlsProperties(
            "default", List.of(), TlsProperties.ClientCertificates.REQUEST, directory),
        bundles,
        "host.test");
  }

  /// RFC 5929 §4.1: SHA-256 in place of SHA-1.
  @ParameterizedTest
  @CsvSource({
    "SHA256withECDSA, SHA-256",
    "SHA384withECDSA, SHA-384",
    "SHA512withRSA, SHA-512",
    "SHA1withRSA, SHA-256",
    "SHA384withRSAandMGF1, SHA-384",
  })
  void hashesTheCertificateAsItsSignatureDoes(String signature, String hash) throws Exception {
    TestCertificate certificate = TestCertificate.of(new X500Name("CN=x"), signature, "host.test");
    byte[] expected =
        MessageDigest.getInstance(hash).digest(certificate.certificate().getEncoded());
    for (String version : List.of(V13, V12)) {
      ChannelBinding binding = binding(tls(certificate), version).server().binding();
      assertThat(binding.data("tls-server-end-point")).as(version).hasValue(expected);
      assertThat(binding.isAvailable()).isTrue();
    }
  }

  /// RFC 5929 §4.1: undefined where the signature has no hash function of its own.
  @Test
  void hasNoEndPointOfEd25519() throws Exception {
    TestCertificate certificate = TestCertificate.of(new X500Name("CN=x"), "Ed25519", "host.test");
    ChannelBinding old = binding(tls(certificate), V12).server().binding();
    assertThat(old.data("tls-server-end-point")).isEmpty();
    assertThat(old.isAvailable()).isFalse();
    assertThat(binding(tls(certificate), V13).server().binding().isAvailable()).isTrue();
  }

  /// RFC 9266 §2.
  @Test
  void exportsWhatTheClientExports() throws Exception {
    ServerTls tls = tls(TestCertificate.named("host.test"));
    Handshake handshake = binding(tls, V13);
    byte[] data = handshake.server().binding().data("tls-exporter").orElseThrow();
    assertThat(data).hasSize(32).isEqualTo(exported(handshake));
    assertThat(binding(tls, V13).server().binding().data("tls-exporter").orElseThrow())
        .isNotEqualTo(data);
  }

  /// RFC 9266 §4.2.
  @Test
  void exportsNothingFromTls12AndKnowsNoTlsUnique() throws Exception {
    ServerTls tls = tls(TestCertificate.named("host.test"));
    assertThat(binding(tls, V12).server().binding().data("tls-exporter")).isEmpty();
    for (String version : List.of(V12, V13)) {
      assertThat(binding(tls, version).server().binding().data("tls-unique")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {V13, V12})
  void bindsResumedSessionsToo(String version) throws Exception {
    TestCertificate certificate = TestCertificate.named("host.test");
    ServerTls tls = tls(certificate);
    Handshake.Client client = Handshake.Client.of(null, version);
    List<Handshake> both = Handshake.twice(tls, client);
    Handshake first = both.getFirst();
    Handshake second = both.getLast();
    assertThat(second.client().getCreationTime()).isEqualTo(first.client().getCreationTime());
    ChannelBinding binding = second.server().binding();
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(certificate.certificate().getEncoded());
    assertThat(binding.data("tls-server-end-point")).hasValue(digest);
    if (version.equals(V13)) {
      assertThat(binding.data("tls-exporter").orElseThrow())
          .isEqualTo(exported(second))
          .isNotEqualTo(first.server().binding().data("tls-exporter").orElseThrow());
    }
  }

  private static Handshake binding(ServerTls tls, String version) throws Exception {
    return Handshake.of(tls, Handshake.Client.of(null, version));
  }

  private static byte[] exported(Handshake handshake) throws Exception {
    return handshake.client().exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], 32);
  }
}
