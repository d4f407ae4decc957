package dev.yubin.mailbox.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Before the login: STARTTLS (RFC 9051 §6.2.1), and how often a password may be wrong.
class LoginIT {
  private final ImapFixture fixture = ImapFixture.shared();

  @Test
  void goesOnEncryptedAndForgetsWhatWasSentInTheClear() throws Exception {
    String user = fixture.account();
    try (ImapClient client = fixture.connect(0)) {
      client.line();
      client.send("a STARTTLS\r\nb NOOP");
      assertThat(client.line()).isEqualTo("a OK Begin TLS");
      client.startTls();
      assertThat(client.command("CAPABILITY").getFirst())
          .isEqualTo(
              "* CAPABILITY IMAP4rev1 IMAP4rev2 LITERAL+ SASL-IR ID ENABLE AUTH=PLAIN AUTH=LOGIN");
      assertThat(client.command("STARTTLS")).containsExactly("BAD TLS is on already");
      client.ok("LOGIN " + user + " secret");
    }
  }

  @Test
  void endsTheSessionAfterThreeWrongPasswords() throws IOException {
    try (ImapClient client = fixture.connect(0)) {
      client.line();
      client.command("LOGIN a@example.test x");
      client.command("LOGIN a@example.test x");
      assertThat(client.command("LOGIN a@example.test x"))
          .containsExactly(
              "* BYE Too many failed logins",
              "NO [AUTHENTICATIONFAILED] Name or password is wrong");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }
}
