package dev.yubin.smtp.inspection.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.smtp.content.HeaderField;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// The examples of RFC 6376 §3.4.5, and bodies that are empty.
class CanonicalizationTest {
  private static final String BODY = " C \r\nD \t E\r\n\r\n\r\n";

  private static void expect(Canonicalization form, String body, String canonical) {
    byte[] octets = body.getBytes(StandardCharsets.US_ASCII);
    BodyDigest digest = new BodyDigest(form, Long.MAX_VALUE);
    digest.write(octets, 0, octets.length);
    assertThat(digest.finish())
        .isEqualTo(Sha256.digest().digest(canonical.getBytes(StandardCharsets.US_ASCII)));
    assertThat(digest.length()).isEqualTo(canonical.length());
  }

  @Test
  void relaxesFields() {
    assertThat(Canonicalization.RELAXED.field(HeaderField.of("A: X\r\n"))).isEqualTo(octets("a:X"));
    assertThat(Canonicalization.RELAXED.field(HeaderField.of("B : Y\t\r\n\tZ  \r\n")))
        .isEqualTo(octets("b:Y Z"));
    assertThat(Canonicalization.SIMPLE.field(HeaderField.of("B : Y\t\r\n\tZ  \r\n")))
        .isEqualTo(octets("B : Y\t\r\n\tZ  "));
  }

  private static byte[] octets(String line) {
    return (line + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void canonicalizesBodies() {
    expect(Canonicalization.RELAXED, BODY, " C\r\nD E\r\n");
    expect(Canonicalization.SIMPLE, BODY, " C \r\nD \t E\r\n");
  }

  @Test
  void canonicalizesEmptyBodies() {
    expect(Canonicalization.RELAXED, "", "");
    expect(Canonicalization.RELAXED, " \r\n\r\n", "");
    expect(Canonicalization.SIMPLE, "", "\r\n");
    expect(Canonicalization.SIMPLE, "\r\n\r\n", "\r\n");
  }
}
