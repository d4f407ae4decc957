package dev.yubin.mailbox.pop3.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SurrogateFieldsTest {
  private static String surrogate(byte[] message, int piece) throws IOException {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    AsciiHeader ascii = new AsciiHeader(sink);
    for (int at = 0; at < message.length; at += piece) {
      ascii.write(message, at, Math.min(piece, message.length - at));
    }
    ascii.finish();
    return sink.toString(ISO_8859_1);
  }

  private static String surrogate(String message) throws IOException {
    return surrogate(message.getBytes(UTF_8), 7);
  }

  @Example
  void aHeaderInAsciiStaysOctetByOctet() throws IOException {
    String message = "Subject:a\r\n  b \nno colon\r\n\r\nbody \u00e9\r\n";

    assertThat(surrogate(message)).isEqualTo(new String(message.getBytes(UTF_8), ISO_8859_1));
    assertThat(surrogate("")).isEmpty();
    assertThat(surrogate("A: b")).isEqualTo("A: b");
  }

  @Example
  void mailboxesKeepAnAddressInAscii() throws IOException {
    assertThat(surrogate("Cc: \"\u00e9, x\" <a@b.test>,\r\n <c@d.test>, \u00e9@e.test\r\n\r\n"))
        .isEqualTo(
            "Cc: =?UTF-8?B?w6ksIHg=?= <a@b.test>,\r\n <c@d.test>,\r\n =?UTF-8?B?w6lAZS50ZXN0?=:;"
                + "\r\n\r\n");
  }

  @Example
  void aTypeStaysOne() throws IOException {
    assertThat(
            surrogate("Content-Type: text/plain;\r\n name=\"\u00e9.txt\"\r\nX-A: \u00e9\r\n\r\n"))
        .isEqualTo("Content-Type: text/plain;\r\n name=\"?.txt\"\r\n\r\n");
  }

  @Example
  void longTextsBecomeSeveralWords() throws IOException {
    String surrogate = surrogate("Subject: " + "\u65e5\u672c\u8a9e".repeat(10) + "\r\n\r\n");

    assertThat(surrogate.lines().filter(line -> !line.isEmpty()))
        .hasSize(3)
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(78));
  }

  @Example
  void whatIsNotUtf8IsOfNoKnownCharset() throws IOException {
    assertThat(surrogate("Subject: \u00e9\r\n\r\n".getBytes(ISO_8859_1), 3))
        .isEqualTo("Subject: =?UNKNOWN-8BIT?B?6Q==?=\r\n\r\n");
  }

  @Property
  void anyHeaderBecomesAscii(@ForAll byte[] octets, @ForAll @IntRange(min = 1, max = 9) int piece)
      throws IOException {
    // A blank line would end it.
    String lines = new String(octets, ISO_8859_1).replaceAll("[\r\n]+", "\n");
    String header = lines.startsWith("\n") ? lines.substring(1) : lines;

    assertThat(surrogate(header.getBytes(ISO_8859_1), piece).chars()).allMatch(c -> c < 0x80);
  }
}
