package dev.yubin.mailbox.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A mail of many chunks comes back byte for byte.
class LargeMailIT {
  private static final int SIZE = 50 * 1024 * 1024;
  private static final byte[] HEADER =
      "Subject: large\r\nContent-Type: application/octet-stream\r\n\r\n".getBytes(ISO_8859_1);

  private final ImapFixture fixture = ImapFixture.shared();
  private final String user = fixture.account();

  @Test
  void takesAndGivesAMailOfTheLargestSize() throws IOException {
    byte[] mail = mail();
    try (ImapClient client = fixture.inbox(0, user)) {
      client.send("a APPEND INBOX {" + SIZE + "}");
      assertThat(client.line()).isEqualTo("+ OK");
      client.sendOctets(mail);
      client.send("");
      assertThat(client.line()).isEqualTo("* 1 EXISTS");
      assertThat(client.line()).isEqualTo("* 0 RECENT");
      assertThat(client.line()).startsWith("a OK [APPENDUID ");

      client.send("b FETCH 1 BODY.PEEK[]");
      assertThat(client.line()).isEqualTo("* 1 FETCH (BODY[] {" + SIZE + "}");
      assertThat(client.in().readNBytes(SIZE)).isEqualTo(mail);
      assertThat(client.line()).isEqualTo(")");
      assertThat(client.line()).isEqualTo("b OK FETCH completed");
    }
  }

  @Test
  void givesAnyPartOfAMailOfManyChunks() throws IOException {
    byte[] mail = mail();
    try (ImapClient client = fixture.inbox(0, user)) {
      client.send("a APPEND INBOX {" + SIZE + "+}");
      client.sendOctets(mail);
      client.send("");
      client.line();
      client.line();
      client.line();
      int chunk = 512 * 1024;
      for (int offset : new int[] {0, chunk - 1, chunk, 3 * chunk - 5, SIZE - 10}) {
        client.send("b FETCH 1 BODY.PEEK[]<" + offset + "." + chunk + ">");
        int length = Math.min(chunk, SIZE - offset);
        assertThat(client.line()).isEqualTo("* 1 FETCH (BODY[]<" + offset + "> {" + length + "}");
        assertThat(client.in().readNBytes(length))
            .isEqualTo(Arrays.copyOfRange(mail, offset, offset + length));
        client.line();
        client.line();
      }
    }
  }

  @Test
  void givesAHeaderThatIsTooLargeToBeKept() throws IOException {
    String large = "X-Large: " + "x".repeat(100_000) + "\r\n";
    try (ImapClient client = fixture.inbox(0, user)) {
      client.append(large + "Subject: small\r\n\r\nbody");
      assertThat(client.ok("FETCH 1 BODY.PEEK[HEADER.FIELDS (Subject)]"))
          .containsExactly(
              "* 1 FETCH (BODY[HEADER.FIELDS (Subject)] {18}\r\nSubject: small\r\n\r\n)");
      assertThat(client.ok("FETCH 1 BODY.PEEK[HEADER]").getFirst()).contains(large);
      assertThat(client.ok("SEARCH SUBJECT small")).containsExactly("* SEARCH 1");
    }
  }

  private static byte[] mail() {
    byte[] mail = new byte[SIZE];
    new Random(1).nextBytes(mail);
    for (int i = 0; i < SIZE; i++) {
      mail[i] =
          i % 78 == 76 ? (byte) '\r' : i % 78 == 77 ? (byte) '\n' : (byte) (mail[i] & 63 | 64);
    }
    System.arraycopy(HEADER, 0, mail, 0, HEADER.length);
    return mail;
  }
}
