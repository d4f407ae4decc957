package dev.yubin.delivery.conversion;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// Whatever a mail has in it, its other form says the same and fits the host.
class ConversionPropertiesTest {

  @Property(tries = 500)
  void whatIsDecodedIsWhatWasThere(
      @ForAll("mails") byte[] mail, @ForAll Target target, @ForAll boolean binary)
      throws IOException {
    switch (Conversion.of(() -> new ByteArrayInputStream(mail), binary, target)) {
      case Conversion.Unneeded _ -> assertThat(purity(mail).fits(target, binary)).isTrue();
      case Conversion.Converted converted -> {
        byte[] other = octets(converted);
        assertThat(converted.size()).isEqualTo(other.length);
        assertThat(purity(other).fits(target, binary)).isTrue();
        assertThat(Decoded.of(other)).isEqualTo(Decoded.of(mail));
      }
      case Conversion.Impossible(String why) ->
          throw new AssertionError("Nothing of it is signed or broken: " + why);
    }
  }

  @Property(tries = 500)
  void bodiesComeBackFromQuotedPrintable(@ForAll("bodies") byte[] body) {
    byte[] encoded = new QuotedPrintable().encode(body, true);
    assertThat(Decoded.quotedPrintable(encoded)).isEqualTo(body);
    assertThat(new String(encoded, US_ASCII).lines())
        .allMatch(line -> line.length() <= 76 && !line.matches(".*[ \t]"));
  }

  @Provide
  Arbitrary<byte[]> mails() {
    return parts(2)
        .map(
            part ->
                concat("From: a@example.test\r\nMIME-Version: 1.0\r\n".getBytes(US_ASCII), part));
  }

  @Provide
  Arbitrary<byte[]> bodies() {
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.bytes().array(byte[].class).ofMaxSize(200)),
        Tuple.of(
            3,
            Arbitraries.of("\r\n", "\r", "\n", "=", ".", " ", "\t", "word", "\u00e9", "\0", "-")
                .list()
                .ofMaxSize(120)
                .map(words -> String.join("", words).getBytes(UTF_8))));
  }

  private Arbitrary<byte[]> parts(int depth) {
    Arbitrary<byte[]> leaf =
        Combinators.combine(
                Arbitraries.of(
                    "Content-Type: text/plain; charset=utf-8\r\n",
                    "Content-Type: image/png\r\nContent-Transfer-Encoding: binary\r\n",
                    "content-transfer-encoding:\r\n 8bit\r\nContent-Type: text/html\r\n"),
                bodies())
            .as((header, body) -> concat((header + "\r\n").getBytes(US_ASCII), body));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<byte[]> inner = parts(depth - 1);
    Arbitrary<byte[]> multipart =
        inner.list().ofMinSize(1).ofMaxSize(3).map(children -> multipart(depth, children));
    Arbitrary<byte[]> message =
        inner.map(
            root ->
                concat(
                    "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
                        .getBytes(US_ASCII),
                    root));
    return Arbitraries.oneOf(leaf, multipart, message);
  }

  private static byte[] multipart(int depth, List<byte[]> children) {
    String boundary = "=_boundary" + depth;
    byte[] all =
        ("Content-Type: multipart/mixed; boundary=\""
                + boundary
                + "\"\r\nContent-Transfer-Encoding: binary\r\n\r\nPreamble")
            .getBytes(US_ASCII);
    for (byte[] child : children) {
      all = concat(all, ("\r\n--" + boundary + "\r\n").getBytes(US_ASCII), child);
    }
    return concat(all, ("\r\n--" + boundary + "--\r\n").getBytes(US_ASCII));
  }

  private static byte[] octets(Conversion.Converted converted) throws IOException {
    try (InputStream in = converted.content().open()) {
      return in.readAllBytes();
    }
  }

  private static Purity purity(byte[] mail) {
    Purity purity = new Purity();
    purity.take(mail, mail.length);
    return purity;
  }

  private static byte[] concat(byte[]... pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }
}
