package dev.yubin.mailbox.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// RFC 8474
class ObjectIdIT {
  private static final String OTHER = "Message-ID: <c@example.com>\r\n\r\n";
  private static final String FIRST = "Message-ID: <a@example.com>\r\n\r\n";
  private static final String REPLY =
      "Message-ID: <b@example.com>\r\nReferences: <a@example.com>\r\n\r\n";

  private final ImapFixture fixture = ImapFixture.shared();
  private final String user = fixture.account();

  private static String id(String item, List<String> responses) {
    Matcher id = Pattern.compile(item + " \\(([A-Za-z0-9_-]{1,255})\\)").matcher(responses + "");
    assertThat(id.find()).as(item + " in " + responses).isTrue();
    return id.group(1);
  }

  @Test
  void keepsTheIdOfAMailboxThatIsRenamed() throws IOException {
    try (ImapClient client = fixture.inbox(0, user)) {
      String id = id("MAILBOXID", client.command("CREATE foo"));
      assertThat(id("MAILBOXID", client.ok("STATUS foo (MAILBOXID)"))).isEqualTo(id);
      client.ok("RENAME foo renamed");
      assertThat(id("MAILBOXID", client.ok("EXAMINE renamed"))).isEqualTo(id);
      client.ok("DELETE renamed");
      assertThat(id("MAILBOXID", client.command("CREATE renamed"))).isNotEqualTo(id);
      assertThat(id("MAILBOXID", client.ok("STATUS INBOX (MAILBOXID)"))).isNotEqualTo(id);
    }
  }

  @Test
  void keepsTheIdOfAMailThatIsCopiedOrMoved() throws IOException {
    try (ImapClient client = fixture.inbox(0, user)) {
      client.append(FIRST);
      client.append(FIRST);
      client.ok("CREATE foo");
      String id = id("EMAILID", client.ok("FETCH 1 EMAILID"));
      assertThat(id("EMAILID", client.ok("FETCH 2 EMAILID"))).isNotEqualTo(id);
      client.ok("COPY 1 foo");
      client.ok("MOVE 1 foo");
      client.ok("SELECT foo");
      assertThat(client.ok("SEARCH EMAILID " + id)).containsExactly("* SEARCH 1 2");
      assertThat(client.ok("SEARCH NOT EMAILID " + id)).containsExactly("* SEARCH");
      assertThat(client.ok("SEARCH EMAILID M1")).containsExactly("* SEARCH");
    }
  }

  /// RFC 8474 §5.1: what differs in its octets has another id.
  @Test
  void tellsApartOneMailToTwoAddressesOfAnAccount() throws IOException {
    try (ImapClient client = fixture.inbox(0, user)) {
      client.append(FIRST);
      client.ok("COPY 1 INBOX");
      fixture
          .jdbc()
          .update(
              "update message set prefix = 'Delivered-To: x'::bytea where account_id = ? and uid = 2",
              fixture.accountId(user));
      String plain = id("EMAILID", client.ok("FETCH 1 EMAILID"));
      String prefixed = id("EMAILID", client.ok("FETCH 2 EMAILID"));
      assertThat(prefixed).isNotEqualTo(plain);
      assertThat(client.ok("SEARCH EMAILID " + plain)).containsExactly("* SEARCH 1");
      assertThat(client.ok("SEARCH EMAILID " + prefixed)).containsExactly("* SEARCH 2");
    }
  }

  @Test
  void givesAReplyTheIdOfTheThread() throws IOException {
    try (ImapClient client = fixture.inbox(0, user)) {
      client.append(FIRST);
      client.append(OTHER);
      client.append(REPLY);
      String thread = id("THREADID", client.ok("FETCH 1 THREADID"));
      assertThat(id("THREADID", client.ok("FETCH 3 THREADID"))).isEqualTo(thread);
      assertThat(client.ok("SEARCH THREADID " + thread)).containsExactly("* SEARCH 1 3");
      client.append("Subject: nothing to go by\r\n\r\n");
      client.ok("COPY 4 INBOX");
      String alone = id("THREADID", client.ok("FETCH 4 (EMAILID THREADID)"));
      assertThat(id("THREADID", client.ok("FETCH 5 THREADID"))).isEqualTo(alone);
      assertThat(id("EMAILID", client.ok("FETCH 4 EMAILID"))).isNotEqualTo(alone);
    }
  }
}
