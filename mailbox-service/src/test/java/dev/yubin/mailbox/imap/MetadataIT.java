package dev.yubin.mailbox.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// What RFC 5464 leaves to the server.
class MetadataIT {
  private final ImapFixture fixture = ImapFixture.shared();
  private final String user = fixture.account();

  @Test
  void boundsHowManyAnnotationsAMailboxHas() throws IOException {
    try (ImapClient client = fixture.inbox(0, user)) {
      for (int i = 0; i < 50; i++) {
        client.ok("SETMETADATA INBOX (/private/a" + i + " \"x\")");
      }
      assertThat(client.command("SETMETADATA INBOX (/private/a0 \"y\" /private/b \"x\")"))
          .containsExactly("NO [METADATA TOOMANY] Remove some annotations first");
      assertThat(client.ok("GETMETADATA INBOX (/private/a0 /private/b)"))
          .containsExactly("* METADATA \"INBOX\" (/private/a0 \"x\" /private/b NIL)");
      client.ok("SETMETADATA INBOX (/private/a0 NIL /private/b \"x\")");
    }
  }

  @Test
  void keepsWhatIsNoText() throws IOException {
    try (ImapClient client = fixture.inbox(0, user)) {
      client.ok("SETMETADATA INBOX (/private/a ~{3+}\r\n\0\u00ff\1)");
      assertThat(client.ok("GETMETADATA INBOX /private/a"))
          .containsExactly("* METADATA \"INBOX\" (/private/a ~{3}\r\n\0\u00ff\1)");
    }
  }
}
