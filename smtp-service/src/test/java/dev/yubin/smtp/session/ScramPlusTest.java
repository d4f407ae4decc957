package dev.yubin.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.testing.sasl.ScramClient;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// SCRAM-SHA-256-PLUS (RFC 5802 §6) over real connections.
class ScramPlusTest {
  private static final String ALICE = "alice@example.test";
  private static final String PASSWORD = "yubin-demo";

  @TempDir static Path certificates;

  private TestServer server;

  @BeforeEach
  void start() {
    server = new TestServer(certificates, List.of());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private SmtpClient client() throws Exception {
    SmtpClient client = new SmtpClient(server.address("submissions"));
    client.startTls();
    client.reply();
    client.ask("EHLO laptop");
    return client;
  }

  /// @return the reply to the last message
  private static String logIn(SmtpClient client, String mechanism, ScramClient scram)
      throws Exception {
    String challenge = client.ask("AUTH " + mechanism + " " + scram.first());
    return challenge.startsWith("334 ")
        ? client.ask(scram.last(challenge.substring(4)))
        : challenge;
  }

  @ParameterizedTest
  @ValueSource(strings = {"tls-exporter", "tls-server-end-point"})
  void logsInBoundToTheConnection(String type) throws Exception {
    try (SmtpClient client = client()) {
      ScramClient scram = ScramClient.bound(ALICE, PASSWORD, type, client.session());
      assertThat(logIn(client, "SCRAM-SHA-256-PLUS", scram)).startsWith("334 ");
      assertThat(client.ask("")).isEqualTo("235 2.7.0 Authentication successful");
    }
  }

  /// Somebody in the middle has two connections, and hands on what is said on the one.
  @Test
  void refusesWhatIsBoundToAnotherConnection() throws Exception {
    try (SmtpClient client = client();
        SmtpClient other = client()) {
      ScramClient scram = ScramClient.bound(ALICE, PASSWORD, "tls-exporter", other.session());
      assertThat(logIn(client, "SCRAM-SHA-256-PLUS", scram)).startsWith("535 5.7.8 ");
      ScramClient forged = new ScramClient(ALICE, PASSWORD, "p=tls-server-end-point", new byte[32]);
      assertThat(logIn(client, "SCRAM-SHA-256-PLUS", forged)).startsWith("535 5.7.8 ");
    }
  }

  /// RFC 9266 §1.
  @Test
  void knowsNoTlsUnique() throws Exception {
    try (SmtpClient client = client()) {
      ScramClient scram = new ScramClient(ALICE, PASSWORD, "p=tls-unique", new byte[12]);
      assertThat(logIn(client, "SCRAM-SHA-256-PLUS", scram)).startsWith("535 5.7.8 ");
    }
  }

  /// RFC 5802 §6: "y" from a client to which -PLUS was offered.
  @Test
  void noticesThatSomebodyHidTheBoundMechanism() throws Exception {
    try (SmtpClient client = client()) {
      ScramClient hidden = new ScramClient(ALICE, PASSWORD, "y", new byte[0]);
      assertThat(logIn(client, "SCRAM-SHA-256", hidden)).startsWith("535 5.7.8 ");
      ScramClient unable = new ScramClient(ALICE, PASSWORD, "n", new byte[0]);
      assertThat(logIn(client, "SCRAM-SHA-256-PLUS", unable)).startsWith("535 5.7.8 ");
      assertThat(logIn(client, "SCRAM-SHA-256", unable)).startsWith("334 ");
      assertThat(client.ask("")).startsWith("235 ");
    }
  }
}
