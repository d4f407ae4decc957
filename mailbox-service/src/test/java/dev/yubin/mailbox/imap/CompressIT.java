package dev.yubin.mailbox.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// RFC 4978
class CompressIT {
  private final ImapFixture fixture = ImapFixture.shared();
  private final String user = fixture.account();

  @Test
  void compressesCommandsAndResponses() throws IOException {
    try (ImapClient client = fixture.inbox(0, user)) {
      assertThat(client.command("COMPRESS LZW")).containsExactly("BAD DEFLATE alone is known");
      client.ok("COMPRESS DEFLATE");
      client.compress();
      String mail = "Subject: x\r\n\r\n" + "A line of many.\r\n".repeat(20_000);
      client.append(mail);
      assertThat(client.ok("FETCH 1 BODY.PEEK[]").getLast()).contains(mail);
      assertThat(client.command("COMPRESS DEFLATE"))
          .containsExactly("BAD DEFLATE is active already");
    }
  }

  @Test
  void pushesWhileTheClientIsIdle() throws IOException {
    try (ImapClient client = fixture.inbox(0, user);
        ImapClient other = fixture.inbox(1, user)) {
      client.ok("COMPRESS DEFLATE");
      client.compress();
      client.send("i IDLE");
      assertThat(client.line()).isEqualTo("+ idling");
      other.append("Subject: x\r\n\r\n");
      assertThat(client.line()).isEqualTo("* 1 EXISTS");
      assertThat(client.line()).isEqualTo("* 0 RECENT");
      client.send("DONE");
      assertThat(client.line()).isEqualTo("i OK IDLE completed");
    }
  }

  /// RFC 8437 §4.1: it would end here, and the client may have sent the next command already.
  @Test
  void endsWithTheConnectionAlone() throws IOException {
    try (ImapClient client = fixture.inbox(0, user)) {
      client.ok("COMPRESS DEFLATE");
      client.compress();
      client.send("u UNAUTHENTICATE");
      assertThat(client.line()).startsWith("* BYE ");
      assertThatThrownBy(client::line).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void endsAConnectionThatIsNotCompressed() throws IOException {
    try (ImapClient client = fixture.inbox(0, user)) {
      client.ok("COMPRESS DEFLATE");
      client.sendOctets(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1});
      client.awaitClose();
    }
  }
}
