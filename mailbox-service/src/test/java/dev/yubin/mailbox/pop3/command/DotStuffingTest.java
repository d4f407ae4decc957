package dev.yubin.mailbox.pop3.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DotStuffingTest {
  /// Between a bare LF and a line end.
  private static final String LONE_DOT = "(?<=(?<!\r)\n)\\.(?=[\r\n]|\\z)";

  @Test
  void stuffsDotsAtTheBeginningsOfLines() throws IOException {
    assertThat(stuffed(".a\r\n.\r\n..b.\r\n", 100)).isEqualTo("..a\r\n..\r\n...b.\r\n.\r\n");
  }

  @Test
  void endsALineThatHasNoEnd() throws IOException {
    assertThat(stuffed("a", 100)).isEqualTo("a\r\n.\r\n");
    assertThat(stuffed("a\n", 100)).isEqualTo("a\n\r\n.\r\n");
    assertThat(stuffed("", 100)).isEqualTo(".\r\n");
  }

  @Test
  void takesABareLineFeedForNoEndOfALine() throws IOException {
    assertThat(stuffed("a\n.b\n..\r\n.\n.c\r\n", 100)).isEqualTo("a\n.b\n..\r\n..\n.c\r\n.\r\n");
  }

  @Test
  void letsNoMessageEndEarlyAtABareLineFeed() throws IOException {
    assertThat(stuffed("a\n.\r\nb\r\n", 100)).isEqualTo("a\n..\r\nb\r\n.\r\n");
    assertThat(stuffed("a\n.\nb\r\n", 1)).isEqualTo("a\n..\nb\r\n.\r\n");
    assertThat(stuffed("a\n.", 1)).isEqualTo("a\n..\r\n.\r\n");
  }

  @Property
  void givesBackTheMessageHoweverItIsCut(
      @ForAll @Chars({'.', '\r', '\n', 'a'}) String message,
      @ForAll @IntRange(min = 1, max = 5) int piece)
      throws IOException {
    String wire = stuffed(message, piece);
    String received = message.replaceAll(LONE_DOT, "..");

    assertThat(wire).endsWith("\r\n.\r\n".substring(message.isEmpty() ? 2 : 0));
    assertThat(unstuffed(wire)).isIn(received, received + "\r\n");
  }

  @Property
  void endsAtTheFirstLineOfADotWhateverAClientTakesForLines(
      @ForAll @Chars({'.', '\r', '\n', 'a'}) String message) throws IOException {
    List<String> lines = new ArrayList<>(List.of(stuffed(message, 7).split("\r?\n")));

    assertThat(lines.indexOf(".")).isEqualTo(lines.size() - 1);
  }

  private static String stuffed(String message, int piece) throws IOException {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    DotStuffing stuffing = new DotStuffing(wire);
    byte[] octets = message.getBytes(ISO_8859_1);
    for (int at = 0; at < octets.length; at += piece) {
      stuffing.write(octets, at, Math.min(piece, octets.length - at));
    }
    stuffing.end();
    return wire.toString(ISO_8859_1);
  }

  private static String unstuffed(String wire) {
    String content = wire.substring(0, wire.length() - 3);
    return content.replaceAll("(\\A|\r\n)\\.", "$1");
  }
}
