package dev.yubin.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;

class ServerTlsTest {

  @Test
  void makesOneCertificateADirectory(@TempDir Path directory) throws IOException {
    SelfSignedCertificate first = SelfSignedCertificate.in(directory, "mail.example.test");
    String pem = Files.readString(first.certificate());
    SelfSignedCertificate second = SelfSignedCertificate.in(directory, "other.example.test");
    assertThat(Files.readString(second.certificate())).isEqualTo(pem);
  }

  @Test
  void keepsThePrivateKeyToItsOwner(@TempDir Path directory) throws IOException {
    Path key = SelfSignedCertificate.in(directory, "mail.example.test").privateKey();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
  }

  @Test
  void saysHowToDefineABundleThatIsMissing(@TempDir Path directory) {
    TlsProperties properties = new TlsProperties("mail", directory);
    assertThatThrownBy(
            () -> ServerTls.of(properties, new DefaultSslBundleRegistry(), "mail.example.test"))
        .hasMessageContaining("yubin.tls.bundle=mail")
        .hasMessageContaining("spring.ssl.bundle.pem.mail");
  }
}
