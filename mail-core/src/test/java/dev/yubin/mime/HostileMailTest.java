package dev.yubin.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mime.MimePart.Multipart;
import org.junit.jupiter.api.Test;

/// Mails made to cost much: each is bounded by a limit of [MimeScanner].
class HostileMailTest {
  private static final String MIXED = "Content-Type: multipart/mixed; boundary=";

  @Test
  void stopsNestingAtMaxDepth() {
    StringBuilder mail = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      mail.append(MIXED).append("b").append(i).append("\r\n\r\n--b").append(i).append("\r\n");
    }
    String structure = scanAndCheck(mail.toString());
    assertThat(structure).contains("\"application\" \"octet-stream\"");
  }

  @Test
  void stopsNestingMessagesAtMaxDepth() {
    String structure = scanAndCheck("Content-Type: message/rfc822\r\n\r\n".repeat(5000));
    assertThat(structure).contains("\"application\" \"octet-stream\"");
  }

  @Test
  void stopsAtMaxParts() {
    byte[] mail = (MIXED + "b\r\n\r\n" + "--b\r\n\r\nx\r\n".repeat(100_000)).getBytes(ISO_8859_1);
    MimeStructure structure = MimeScanner.scan(mail);
    StructureChecks.check(mail, structure);
    assertThat(structure.root())
        .isInstanceOfSatisfying(
            Multipart.class, m -> assertThat(m.children()).hasSize(MimeScanner.MAX_PARTS - 1));
  }

  @Test
  void looksAtMaxHeaderOctetsAndCountsTheRest() {
    String filler = "X-Filler: " + "x".repeat(990) + "\r\n";
    String mail =
        "Subject: seen\r\n" + filler.repeat(3000) + "To: unseen@example.org\r\n\r\nbody\r\n";
    MimeStructure structure = MimeScanner.scan(mail.getBytes(ISO_8859_1));
    assertThat(new String(structure.envelope(), ISO_8859_1))
        .isEqualTo("(NIL \"seen\" NIL NIL NIL NIL NIL NIL NIL NIL)");
    assertThat(structure.root().place().header().end()).isEqualTo(mail.indexOf("body"));
  }

  @Test
  void keepsMaxFieldOctetsForAllPartsTogether() {
    String part = "--b\r\nContent-Description: " + "x".repeat(100_000) + "\r\n\r\n";
    String structure = scanAndCheck(MIXED + "b\r\n\r\n" + part.repeat(40));
    assertThat(structure).hasSizeLessThan(2 * MimeScanner.MAX_FIELD_OCTETS);
  }

  @Test
  void keepsMaxAddresses() {
    MimeStructure structure =
        MimeScanner.scan(("To: " + "a,".repeat(400_000)).getBytes(ISO_8859_1));
    String envelope = new String(structure.envelope(), ISO_8859_1);
    assertThat(envelope.split("MISSING_DOMAIN", -1)).hasSize(MimeScanner.MAX_ADDRESSES + 1);
  }

  @Test
  void keepsMaxParameters() {
    String structure = scanAndCheck("Content-Type: text/plain" + "; a=b".repeat(100_000));
    assertThat(structure.split("\"a\" \"b\"", -1))
        .hasSizeBetween(2, MimeScanner.MAX_PARAMETERS + 1);
  }

  @Test
  void takesAnOverlongBoundaryForNone() {
    String boundary = "b".repeat(MimeScanner.MAX_BOUNDARY + 1);
    assertThat(scanAndCheck(MIXED + boundary + "\r\n\r\n--" + boundary + "\r\n\r\nx"))
        .startsWith("(\"text\" \"plain\"");
  }

  @Test
  void readsOpenTokensOnce() {
    for (String open : new String[] {"(", "\"", "[", "<", "@", "a@[", "((((\\", ":", ".", "a: "}) {
      scanAndCheck("To: " + open.repeat(300_000 / open.length()));
      scanAndCheck("Content-Type: text/plain; a=" + open.repeat(300_000 / open.length()));
    }
  }

  private static String scanAndCheck(String mail) {
    byte[] octets = mail.getBytes(ISO_8859_1);
    MimeStructure structure = MimeScanner.scan(octets);
    StructureChecks.check(octets, structure);
    return new String(structure.bodyStructure(), ISO_8859_1);
  }
}
