package dev.yubin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OctetReaderTest {

  @Test
  void givesLinesWithoutTheirEnds() throws IOException {
    OctetReader reader = reader("NOOP\r\n\r\nQUIT\r\n");
    assertThat(texts(reader, 10)).containsExactly("NOOP", "", "QUIT");
  }

  @Test
  void takesALineOfExactlyTheLimitAndNoOctetMore() throws IOException {
    OctetReader reader = reader("1234\r\n12345\r\n123\r\n");
    assertThat(reader.readLine(4)).isInstanceOf(Line.Text.class);
    assertThat(reader.readLine(4)).isInstanceOf(Line.TooLong.class);
    assertThat(reader.readLine(4)).isInstanceOf(Line.Text.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NO\rOP\r\n", "NOOP\n", "NO\0OP\r\n", "NOOP\r\r\n", "\n"})
  void tellsLoneLineEndsAndNul(String input) throws IOException {
    OctetReader reader = reader(input + "QUIT\r\n");
    assertThat(reader.readLine(100)).isInstanceOf(Line.Malformed.class);
    assertThat(texts(reader, 100)).containsExactly("QUIT");
  }

  @Test
  void endsWithinALineThatNeverEnds() throws IOException {
    assertThat(reader("QUI").readLine(10)).isInstanceOf(Line.End.class);
  }

  @Property(tries = 300)
  void readsTheSameHoweverTheNetworkCutsIt(
      @ForAll @Size(max = 200) List<Fragment> fragments,
      @ForAll @Size(min = 1, max = 20)
          List<@net.jqwik.api.constraints.IntRange(min = 1, max = 9) Integer> cuts)
      throws IOException {
    String input = String.join("", fragments.stream().map(f -> f.text).toList());
    List<String> whole = outcomes(reader(input));
    assertThat(outcomes(new OctetReader(new Pieces(octets(input), cuts), () -> {})))
        .isEqualTo(whole);
  }

  enum Fragment {
    CR("\r"),
    LF("\n"),
    CRLF("\r\n"),
    WORD("NOOP"),
    NUL("\0"),
    LONG("0123456789012345678901234567890123456789");

    private final String text;

    Fragment(String text) {
      this.text = text;
    }
  }

  private static List<String> outcomes(OctetReader reader) throws IOException {
    List<String> outcomes = new ArrayList<>();
    Line line;
    do {
      line = reader.readLine(30);
      outcomes.add(line instanceof Line.Text text ? text.text() : line.toString());
    } while (!(line instanceof Line.End));
    return outcomes;
  }

  private static List<String> texts(OctetReader reader, int max) throws IOException {
    List<String> texts = new ArrayList<>();
    while (reader.readLine(max) instanceof Line.Text text) {
      texts.add(text.text());
    }
    return texts;
  }

  private static OctetReader reader(String input) {
    return new OctetReader(new ByteArrayInputStream(octets(input)), () -> {});
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// Gives its octets in pieces, as packets come.
  private static final class Pieces extends InputStream {
    private final ByteArrayInputStream octets;
    private final List<Integer> sizes;
    private int reads;

    Pieces(byte[] octets, List<Integer> sizes) {
      this.octets = new ByteArrayInputStream(octets);
      this.sizes = sizes;
    }

    @Override
    public int read() {
      return octets.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int size = sizes.get(reads++ % sizes.size());
      return octets.read(target, offset, Math.min(length, size));
    }
  }
}
