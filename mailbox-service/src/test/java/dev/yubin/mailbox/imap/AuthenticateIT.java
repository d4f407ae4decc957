package dev.yubin.mailbox.imap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mail.EmailAddress;
import dev.yubin.mailbox.MailListeners;
import dev.yubin.mailbox.RunningMailboxService;
import dev.yubin.store.account.Accounts;
import dev.yubin.store.account.Domains;
import dev.yubin.testing.sasl.ScramClient;
import dev.yubin.testing.sasl.TokenIssuer;
import java.util.Base64;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// AUTHENTICATE (RFC 9051 §6.2.2) with SCRAM and with tokens, over TLS.
class AuthenticateIT {
  private static final String CAROL = "carol@authenticate.test";
  private static final String PASSWORD = "yubin-demo";

  private static TokenIssuer issuer;
  private static RunningMailboxService service;

  @BeforeAll
  static void start() {
    issuer = new TokenIssuer();
    service =
        RunningMailboxService.start(
            "yubin.oauth.issuer=" + issuer.url(), "yubin.oauth.audience=" + TokenIssuer.AUDIENCE);
    service.bean(Domains.class).create("authenticate.test");
    service.bean(Accounts.class).create(EmailAddress.of(CAROL), PASSWORD, null);
  }

  @AfterAll
  static void stop() {
    service.close();
    issuer.close();
  }

  private static ImapClient encrypted() throws Exception {
    ImapClient client =
        new ImapClient(service.bean(MailListeners.class).addresses("imap", true).getFirst());
    client.startTls();
    return client;
  }

  /// Answers one challenge.
  ///
  /// @return what the server says then
  private static String answer(ImapClient client, String text) throws Exception {
    client.send(text);
    return client.line();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @Test
  void offersMoreUnderTls() throws Exception {
    try (ImapClient client = encrypted()) {
      assertThat(client.line())
          .contains(
              " SASL-IR ",
              " AUTH=SCRAM-SHA-256-PLUS AUTH=SCRAM-SHA-256 AUTH=OAUTHBEARER AUTH=XOAUTH2"
                  + " AUTH=PLAIN AUTH=LOGIN]");
    }
    try (ImapClient client =
        new ImapClient(service.bean(MailListeners.class).addresses("imap", false).getFirst())) {
      assertThat(client.line()).contains(" AUTH=SCRAM-SHA-256 AUTH=PLAIN AUTH=LOGIN]");
      assertThat(client.command("AUTHENTICATE OAUTHBEARER"))
          .containsExactly("NO [CANNOT] Unknown mechanism");
    }
  }

  /// RFC 5802 §5, RFC 7677; RFC 4959 for the initial response.
  @Test
  void takesAProofOfThePassword() throws Exception {
    ScramClient scram = new ScramClient(CAROL, PASSWORD, "n", new byte[0]);
    try (ImapClient client = encrypted()) {
      client.line();
      String challenge = answer(client, "a AUTHENTICATE SCRAM-SHA-256 " + scram.first());
      assertThat(answer(client, scram.last(challenge.substring(2)))).startsWith("+ ");
      assertThat(answer(client, "")).startsWith("a OK [CAPABILITY ");
      client.ok("SELECT INBOX");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tls-exporter", "tls-server-end-point"})
  void takesAProofThatIsBoundToTheConnection(String type) throws Exception {
    try (ImapClient client = encrypted()) {
      client.line();
      ScramClient scram = ScramClient.bound(CAROL, PASSWORD, type, client.session());
      assertThat(answer(client, "a AUTHENTICATE SCRAM-SHA-256-PLUS")).isEqualTo("+ ");
      String challenge = answer(client, scram.first());
      assertThat(answer(client, scram.last(challenge.substring(2)))).startsWith("+ ");
      assertThat(answer(client, "")).startsWith("a OK [CAPABILITY ");
    }
  }

  /// RFC 5802 §6.
  @Test
  void refusesAnotherBindingADowngradeAndAWrongPassword() throws Exception {
    try (ImapClient client = encrypted()) {
      client.line();
      String refused = "NO [AUTHENTICATIONFAILED] Name or password is wrong";
      ScramClient other = new ScramClient(CAROL, PASSWORD, "p=tls-exporter", new byte[32]);
      String challenge = answer(client, "a AUTHENTICATE SCRAM-SHA-256-PLUS " + other.first());
      assertThat(answer(client, other.last(challenge.substring(2)))).isEqualTo("a " + refused);
      ScramClient hidden = new ScramClient(CAROL, PASSWORD, "y", new byte[0]);
      assertThat(client.command("AUTHENTICATE SCRAM-SHA-256 " + hidden.first()))
          .containsExactly(refused);
    }
    for (String name : new String[] {CAROL, "nobody@authenticate.test"}) {
      try (ImapClient client = encrypted()) {
        client.line();
        ScramClient wrong = new ScramClient(name, "wrong", "n", new byte[0]);
        String challenge = answer(client, "a AUTHENTICATE SCRAM-SHA-256 " + wrong.first());
        assertThat(answer(client, wrong.last(challenge.substring(2))))
            .startsWith("a NO [AUTHENTICATIONFAILED]");
      }
    }
  }

  /// RFC 7628 §4.
  @Test
  void takesAToken() throws Exception {
    try (ImapClient client = encrypted()) {
      client.line();
      client.ok("AUTHENTICATE OAUTHBEARER " + bearer(CAROL, issuer.token(CAROL)));
      client.ok("SELECT INBOX");
    }
    try (ImapClient client = encrypted()) {
      client.line();
      String sent = "user=" + CAROL + "\1auth=Bearer " + issuer.token(CAROL) + "\1\1";
      client.ok("AUTHENTICATE XOAUTH2 " + base64(sent));
    }
  }

  private static String bearer(String name, String token) {
    return base64("n,a=" + name + ",\1host=mail.example.test\1auth=Bearer " + token + "\1\1");
  }

  /// RFC 7628 §3.2.2: first it says what is wrong.
  @Test
  void refusesATokenOfNoAccountHere() throws Exception {
    String nobody = "nobody@authenticate.test";
    String dave = "dave@authenticate.test";
    service.bean(Accounts.class).create(EmailAddress.of(dave), PASSWORD, null);
    disable(dave);
    for (String name : new String[] {nobody, dave}) {
      try (ImapClient client = encrypted()) {
        client.line();
        String sent = bearer(name, issuer.token(name));
        assertThat(answer(client, "a AUTHENTICATE OAUTHBEARER " + sent)).startsWith("+ ");
        assertThat(answer(client, "AQ==")).startsWith("a NO [AUTHENTICATIONFAILED]");
      }
    }
  }

  private static void disable(String address) {
    JdbcClient.create(service.bean(DataSource.class))
        .sql("update account set enabled = false where address = ?")
        .param(address)
        .update();
  }

  /// RFC 5530 §3.
  @Test
  void saysThatTheIssuerDoesNotAnswer() throws Exception {
    TokenIssuer silent = new TokenIssuer();
    silent.close();
    try (RunningMailboxService other =
            RunningMailboxService.start(
                "yubin.oauth.issuer=" + silent.url(),
                "yubin.oauth.audience=" + TokenIssuer.AUDIENCE);
        ImapClient client =
            new ImapClient(other.bean(MailListeners.class).addresses("imap", true).getFirst())) {
      client.startTls();
      client.line();
      assertThat(client.command("AUTHENTICATE OAUTHBEARER " + bearer(CAROL, silent.token(CAROL))))
          .containsExactly("NO [UNAVAILABLE] Try again later");
    }
  }
}
