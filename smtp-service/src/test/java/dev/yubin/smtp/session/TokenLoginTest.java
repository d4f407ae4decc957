package dev.yubin.smtp.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.server.oauth.OauthProperties;
import dev.yubin.smtp.login.TestLogins;
import dev.yubin.testing.sasl.TokenIssuer;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// OAUTHBEARER (RFC 7628) and XOAUTH2 with tokens of a real issuer.
class TokenLoginTest {
  private static final String ALICE = "alice@example.test";

  @TempDir static Path certificates;

  private final TokenIssuer issuer = new TokenIssuer();
  private TestServer server;

  @BeforeEach
  void start() {
    OauthProperties oauth = new OauthProperties(issuer.url(), TokenIssuer.AUDIENCE, null, "email");
    server =
        new TestServer(
            certificates,
            TestServer.Setting.of(TestServer.properties(List.of()))
                .with(TestLogins.ofClients(oauth)));
  }

  @AfterEach
  void stop() {
    server.close();
    issuer.close();
  }

  private SmtpClient client() throws Exception {
    SmtpClient client = new SmtpClient(server.address("submissions"));
    client.startTls();
    client.reply();
    return client;
  }

  private static String oauthBearer(String name, String token) {
    return "AUTH OAUTHBEARER "
        + base64(
            "n,a=" + name + ",\1host=mx.example.test\1port=465\1auth=Bearer " + token + "\1\1");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static String decoded(String reply) {
    return new String(Base64.getDecoder().decode(reply.substring(4)), UTF_8);
  }

  @Test
  void areOfferedBeforePasswords() throws Exception {
    try (SmtpClient client = client()) {
      assertThat(client.ask("EHLO laptop"))
          .endsWith("AUTH SCRAM-SHA-256-PLUS SCRAM-SHA-256 OAUTHBEARER XOAUTH2 PLAIN LOGIN");
    }
  }

  @Test
  void logInWithATokenOfTheIssuer() throws Exception {
    try (SmtpClient client = client()) {
      client.ask("EHLO laptop");
      assertThat(client.ask(oauthBearer(ALICE, issuer.token(ALICE)))).startsWith("235 2.7.0 ");
      assertThat(client.ask("MAIL FROM:<" + ALICE + ">")).startsWith("250 ");
    }
    try (SmtpClient client = client()) {
      client.ask("EHLO laptop");
      assertThat(client.ask("AUTH XOAUTH2")).isEqualTo("334 ");
      String sent = "user=" + ALICE + "\1auth=Bearer " + issuer.token(ALICE) + "\1\1";
      assertThat(client.ask(base64(sent))).startsWith("235 2.7.0 ");
    }
  }

  /// RFC 7628 §3.2.2, §3.2.3.
  @Test
  void tellTheClientWhatIsWrongBeforeTheyRefuse() throws Exception {
    try (SmtpClient client = client()) {
      client.ask("EHLO laptop");
      String challenge = client.ask(oauthBearer(ALICE, issuer.token("bob@example.test")));
      assertThat(challenge).startsWith("334 ");
      assertThat(decoded(challenge))
          .isEqualTo(
              "{\"status\":\"invalid_token\",\"openid-configuration\":\""
                  + issuer.url()
                  + "/.well-known/openid-configuration\"}");
      assertThat(client.ask("AQ==")).startsWith("535 5.7.8 ");
      assertThat(
              client.ask(oauthBearer("nobody@example.test", issuer.token("nobody@example.test"))))
          .startsWith("334 ");
      assertThat(client.ask("AQ==")).startsWith("535 5.7.8 ");
      assertThat(client.ask(oauthBearer(ALICE, issuer.token(ALICE)))).startsWith("235 2.7.0 ");
    }
  }

  @Test
  void askToTryAgainWhileTheIssuerOrTheAccountsCannotBeAsked() throws Exception {
    try (SmtpClient client = client()) {
      client.ask("EHLO laptop");
      String down = "down@example.test";
      assertThat(client.ask(oauthBearer(down, issuer.token(down)))).startsWith("454 4.7.0 ");
    }
    try (TokenIssuer silent = new TokenIssuer();
        TestServer other =
            new TestServer(
                certificates,
                TestServer.Setting.of(TestServer.properties(List.of()))
                    .with(
                        TestLogins.ofClients(
                            new OauthProperties(
                                silent.url(), TokenIssuer.AUDIENCE, null, "email"))));
        SmtpClient client = new SmtpClient(other.address("submissions"))) {
      silent.close();
      client.startTls();
      client.reply();
      client.ask("EHLO laptop");
      assertThat(client.ask(oauthBearer(ALICE, silent.token(ALICE)))).startsWith("454 4.7.0 ");
    }
  }

  @Test
  void areNotTakenInTheClear() throws Exception {
    try (SmtpClient client = new SmtpClient(server.address("submission"))) {
      client.reply();
      client.ask("EHLO laptop");
      assertThat(client.ask(oauthBearer(ALICE, issuer.token(ALICE)))).startsWith("538 5.7.11 ");
    }
  }
}
