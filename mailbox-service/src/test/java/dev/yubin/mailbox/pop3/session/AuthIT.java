package dev.yubin.mailbox.pop3.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mailbox.MailListeners;
import dev.yubin.mailbox.RunningMailboxService;
import dev.yubin.testing.sasl.ScramClient;
import dev.yubin.testing.sasl.TokenIssuer;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// AUTH (RFC 5034) with SCRAM and with tokens, over TLS.
class AuthIT {
  private static final String CAROL = "carol-auth@example.test";

  private static TokenIssuer issuer;
  private static RunningMailboxService service;

  @BeforeAll
  static void start() {
    issuer = new TokenIssuer();
    service =
        RunningMailboxService.start(
            "yubin.oauth.issuer=" + issuer.url(), "yubin.oauth.audience=" + TokenIssuer.AUDIENCE);
    StoredMails.of(service).createAccount(CAROL);
  }

  @AfterAll
  static void stop() {
    service.close();
    issuer.close();
  }

  private static Pop3Client encrypted() throws Exception {
    Pop3Client client =
        new Pop3Client(service.bean(MailListeners.class).addresses("pop3", true).getFirst());
    client.startTls();
    client.line();
    return client;
  }

  private static String ask(Pop3Client client, String text) throws Exception {
    client.send(text + "\r\n");
    return String.valueOf(client.line());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static String bearer(String name, String token) {
    return base64("n,a=" + name + ",\1auth=Bearer " + token + "\1\1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tls-exporter", "tls-server-end-point"})
  void takesAProofThatIsBoundToTheConnection(String type) throws Exception {
    try (Pop3Client client = encrypted()) {
      ScramClient scram = ScramClient.bound(CAROL, StoredMails.PASSWORD, type, client.session());
      String challenge = ask(client, "AUTH SCRAM-SHA-256-PLUS " + scram.first());
      assertThat(ask(client, scram.last(challenge.substring(2)))).startsWith("+ ");
      assertThat(ask(client, "")).isEqualTo("+OK 0 messages");
    }
  }

  /// RFC 5802 §6; RFC 3206 §6 for the code.
  @Test
  void refusesAnotherBindingADowngradeAndAWrongPassword() throws Exception {
    try (Pop3Client client = encrypted()) {
      String password = StoredMails.PASSWORD;
      ScramClient other = new ScramClient(CAROL, password, "p=tls-exporter", new byte[32]);
      String challenge = ask(client, "AUTH SCRAM-SHA-256-PLUS " + other.first());
      assertThat(ask(client, other.last(challenge.substring(2)))).startsWith("-ERR [AUTH] ");
      ScramClient hidden = new ScramClient(CAROL, password, "y", new byte[0]);
      assertThat(ask(client, "AUTH SCRAM-SHA-256 " + hidden.first())).startsWith("-ERR [AUTH] ");
      ScramClient wrong = new ScramClient(CAROL, "wrong", "n", new byte[0]);
      challenge = ask(client, "AUTH SCRAM-SHA-256 " + wrong.first());
      assertThat(ask(client, wrong.last(challenge.substring(2)))).startsWith("-ERR [AUTH] ");
      ScramClient right = new ScramClient(CAROL, password, "n", new byte[0]);
      challenge = ask(client, "AUTH SCRAM-SHA-256 " + right.first());
      assertThat(ask(client, right.last(challenge.substring(2)))).startsWith("+ ");
      assertThat(ask(client, "")).isEqualTo("+OK 0 messages");
    }
  }

  /// RFC 5034 §4: what is longer than a command comes as an answer to an empty challenge.
  @Test
  void takesATokenAndSaysWhatIsWrongWithAnother() throws Exception {
    try (Pop3Client client = encrypted()) {
      String another = issuer.token("nobody@example.test");
      assertThat(ask(client, "AUTH OAUTHBEARER")).isEqualTo("+ ");
      assertThat(ask(client, bearer(CAROL, another))).startsWith("+ ");
      assertThat(ask(client, "AQ==")).startsWith("-ERR [AUTH] ");
      assertThat(ask(client, "AUTH XOAUTH2")).isEqualTo("+ ");
      String sent = "user=" + CAROL + "\1auth=Bearer " + issuer.token(CAROL) + "\1\1";
      assertThat(ask(client, base64(sent))).isEqualTo("+OK 0 messages");
    }
  }

  /// RFC 3206 §4.
  @Test
  void saysThatTheIssuerDoesNotAnswer() throws Exception {
    TokenIssuer silent = new TokenIssuer();
    silent.close();
    try (RunningMailboxService other =
            RunningMailboxService.start(
                "yubin.oauth.issuer=" + silent.url(),
                "yubin.oauth.audience=" + TokenIssuer.AUDIENCE);
        Pop3Client client =
            new Pop3Client(other.bean(MailListeners.class).addresses("pop3", true).getFirst())) {
      client.startTls();
      client.line();
      assertThat(ask(client, "AUTH OAUTHBEARER")).isEqualTo("+ ");
      assertThat(ask(client, bearer(CAROL, silent.token(CAROL)))).startsWith("-ERR [SYS/TEMP] ");
    }
  }
}
