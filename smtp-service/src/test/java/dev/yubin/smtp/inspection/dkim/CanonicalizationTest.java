package dev.yubin.smtp.inspection.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.smtp.content.HeaderField;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
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

  /// However the octets were cut, and wherever `l=` ends: as one would do it with all of the text.
  @Property(tries = 2_000)
  void canonicalizesAnyBody(
      @ForAll("bodies") String body, @ForAll @IntRange(min = 1, max = 9) int cut) {
    String relaxed =
        body.replaceAll("[ \t]+", " ").replaceAll(" (\r\n|$)", "$1").replaceAll("(\r\n)*$", "");
    String simple = body.replaceAll("(\r\n)*$", "") + "\r\n";
    expect(Canonicalization.RELAXED, body, relaxed.isEmpty() ? "" : relaxed + "\r\n", cut);
    expect(Canonicalization.SIMPLE, body, simple, cut);
  }

  private static void expect(Canonicalization form, String body, String canonical, int cut) {
    byte[] octets = body.getBytes(StandardCharsets.US_ASCII);
    int limit = canonical.length() / cut;
    BodyDigest whole = new BodyDigest(form, Long.MAX_VALUE);
    BodyDigest part = new BodyDigest(form, limit);
    for (int from = 0; from < octets.length; from += cut) {
      whole.write(octets, from, Math.min(cut, octets.length - from));
      part.write(octets, from, Math.min(cut, octets.length - from));
    }
    assertThat(whole.finish()).isEqualTo(sha256(canonical));
    assertThat(part.finish()).isEqualTo(sha256(canonical.substring(0, limit)));
    assertThat(part.length()).isEqualTo(canonical.length());
  }

  private static byte[] sha256(String text) {
    return Sha256.digest().digest(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Provide
  Arbitrary<String> bodies() {
    return Arbitraries.of("a", "bc", " ", "  ", "\t", "\r\n", "\r\n\r\n", "x".repeat(5_000))
        .list()
        .ofMaxSize(20)
        .map(pieces -> String.join("", pieces));
  }
}
