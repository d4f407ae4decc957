package dev.yubin.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfSignedCertificateTest {

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
}
