package dev.yubin.mailbox.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// RFC 9208
class QuotaIT {
  private static final String MAIL =
      "APPEND INBOX {1200+}\r\nSubject: x\r\n\r\n" + "x".repeat(1186);
  private static final String OVER =
      "NO [OVERQUOTA] The account has no room: delete some mail and try again";

  private final ImapFixture fixture = ImapFixture.shared();

  private ImapClient withQuota(long octets) throws IOException {
    String user = fixture.account();
    fixture.jdbc().update("update account set quota_bytes = ? where address = ?", octets, user);
    return fixture.inbox(0, user);
  }

  @Test
  void tellsWhatIsUsedAndWhatMayBe() throws IOException {
    try (ImapClient client = withQuota(4096)) {
      client.ok(MAIL);
      assertThat(client.command("GETQUOTA \"\""))
          .containsExactly("* QUOTA \"\" (STORAGE 2 4)", "OK GETQUOTA completed");
      assertThat(client.command("GETQUOTA other"))
          .containsExactly("NO [NONEXISTENT] No such quota root");
      assertThat(client.command("GETQUOTAROOT INBOX"))
          .containsExactly(
              "* QUOTAROOT \"INBOX\" \"\"",
              "* QUOTA \"\" (STORAGE 2 4)",
              "OK GETQUOTAROOT completed");
    }
  }

  @Test
  void refusesMailAndCopiesThatHaveNoRoom() throws IOException {
    try (ImapClient client = withQuota(3000)) {
      client.ok(MAIL);
      client.ok(MAIL);
      assertThat(client.command(MAIL)).contains(OVER);
      assertThat(client.command("COPY 1 INBOX")).contains(OVER);
      client.ok("STORE 1 +FLAGS (\\Deleted)");
      client.ok("EXPUNGE");
      client.ok("COPY 1 INBOX");
    }
  }

  @Test
  void countsMessagesAsWell() throws IOException {
    String user = fixture.account();
    fixture.jdbc().update("update account set quota_messages = 3 where address = ?", user);
    try (ImapClient client = fixture.inbox(0, user)) {
      client.ok(MAIL);
      client.ok(MAIL);
      assertThat(client.command("COPY 1:2 INBOX")).contains(OVER);
      assertThat(client.command(MAIL + " {1200+}\r\nSubject: x\r\n\r\n" + "x".repeat(1186)))
          .contains(OVER);
      client.ok("COPY 1 INBOX");
      assertThat(client.command(MAIL)).contains(OVER);
      assertThat(client.command("GETQUOTAROOT INBOX"))
          .containsExactly(
              "* QUOTAROOT \"INBOX\" \"\"",
              "* QUOTA \"\" (MESSAGE 3 3)",
              "OK GETQUOTAROOT completed");
      // RFC 8508 §3.4
      client.ok(MAIL.replace("APPEND", "REPLACE 1"));
      client.ok("CREATE Old");
      client.ok("MOVE 1 Old");
      assertThat(client.command(MAIL)).contains(OVER);
      client.ok("DELETE Old");
      client.ok(MAIL);
    }
  }

  @Test
  void tellsBothLimits() throws IOException {
    try (ImapClient client = withQuota(4096)) {
      fixture.jdbc().update("update account set quota_messages = 9 where quota_bytes = 4096");
      assertThat(client.command("GETQUOTA \"\""))
          .containsExactly("* QUOTA \"\" (STORAGE 0 4 MESSAGE 0 9)", "OK GETQUOTA completed");
    }
  }
}
