package dev.yubin.mailbox.pop3.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TopLinesTest {
  private static final String MESSAGE = "A: b\r\nC: d\r\n\r\none\r\n\r\nthree\r\n";

  @Property(tries = 50)
  void endsAfterTheLinesThatAreWanted(
      @ForAll @IntRange(min = 0, max = 6) int lines, @ForAll @IntRange(min = 1, max = 40) int piece)
      throws IOException {
    String[] body = {"", "one\r\n", "\r\n", "three\r\n"};
    StringBuilder expected = new StringBuilder("A: b\r\nC: d\r\n\r\n");
    for (int i = 1; i <= Math.min(lines, 3); i++) {
      expected.append(body[i]);
    }

    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    TopLines top = new TopLines(sink, lines);
    byte[] octets = MESSAGE.getBytes(ISO_8859_1);
    for (int at = 0; at < octets.length && !top.isComplete(); at += piece) {
      top.write(octets, at, Math.min(piece, octets.length - at));
    }

    assertThat(sink.toString(ISO_8859_1)).isEqualTo(expected.toString());
    assertThat(top.isComplete()).isEqualTo(lines <= 3);
  }
}
