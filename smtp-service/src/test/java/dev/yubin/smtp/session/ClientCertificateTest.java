package dev.yubin.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/// The client has the server's own certificate here.
class ClientCertificateTest {
  @TempDir static Path certificates;

  @Test
  void standsInTheReceivedFieldOfMailFromAnotherServer() throws Exception {
    try (TestServer server = new TestServer(certificates, List.of());
        SmtpClient client = new SmtpClient(server.address("mx"))) {
      client.reply();
      client.ask("EHLO client.test");
      client.ask("STARTTLS");
      client.startTls(keys());
      client.ask("EHLO client.test");
      client.ask("MAIL FROM:<sender@remote.test>");
      client.ask("RCPT TO:<alice@example.test>");
      client.ask("DATA");
      assertThat(client.ask("Subject: x\r\n\r\n.")).startsWith("250 ");
      assertThat(received(server))
          .containsPattern(
              "\r\n\tby mx.example.test with ESMTPS \\(TLSv1.3 TLS_AES_256_GCM_SHA384\\)"
                  + "\r\n\t\\(Client CN \"mx.example.test\", not verified,"
                  + "\r\n\t fingerprint SHA256:[0-9a-f]{64}\\)\r\n\tid ");
    }
  }

  /// Mail programs would ask their user which one.
  @Test
  void isNotAskedOfAMailProgram() throws Exception {
    try (TestServer server = new TestServer(certificates, List.of());
        SmtpClient client = new SmtpClient(server.address("submissions"))) {
      client.startTls(keys());
      client.reply();
      client.ask("EHLO laptop");
      client.ask("AUTH PLAIN AGFsaWNlQGV4YW1wbGUudGVzdAB5dWJpbi1kZW1v");
      client.ask("MAIL FROM:<alice@example.test>");
      client.ask("RCPT TO:<bob@example.test>");
      client.ask("DATA");
      assertThat(client.ask("From: alice@example.test\r\n\r\n.")).startsWith("250 ");
      assertThat(received(server)).doesNotContain("Client CN");
    }
  }

  private static String received(TestServer server) {
    return new String(server.accepted().getLast().octets(), StandardCharsets.UTF_8);
  }

  private static SslBundle keys() {
    PemSslStoreDetails details =
        PemSslStoreDetails.forCertificate(
                certificates.resolve("self-signed.crt").toUri().toString())
            .withPrivateKey(certificates.resolve("self-signed.key").toUri().toString());
    return SslBundle.of(new PemSslStoreBundle(PemSslStore.load(details), null));
  }
}
