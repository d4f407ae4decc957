package dev.yubin.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CompressionTest {

  private static byte[] deflated(byte[] octets) throws IOException {
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    OutputStream out =
        new DeflaterOutputStream(deflated, new Deflater(Deflater.DEFAULT_COMPRESSION, true), true);
    out.write(octets);
    out.flush();
    return deflated.toByteArray();
  }

  /// Gives its octets in pieces, as a socket does.
  private static InputStream inPieces(byte[] octets, int piece) {
    return new ByteArrayInputStream(octets) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(piece, length));
      }
    };
  }

  private static InputStream inflating(InputStream source) {
    return new Compression(source, OutputStream.nullOutputStream()).in();
  }

  @Property
  void readsWhatWasWrittenHoweverItComes(
      @ForAll @Size(max = 5000) byte[] octets, @ForAll @IntRange(min = 1, max = 2000) int piece)
      throws IOException {
    assertThat(inflating(inPieces(deflated(octets), piece)).readAllBytes()).isEqualTo(octets);
  }

  @Property
  void writesWhatCanBeReadAfterEachFlush(@ForAll @Size(max = 3000) byte[] octets)
      throws IOException {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    OutputStream out = new Compression(InputStream.nullInputStream(), sink).out();
    out.write(octets);
    out.flush();
    InputStream in = inflating(new ByteArrayInputStream(sink.toByteArray()));
    assertThat(in.readNBytes(octets.length)).isEqualTo(octets);
  }

  @Test
  void claimsNothingToBeAvailableThatWouldHaveToBeWaitedFor() throws IOException {
    byte[] line = deflated("a NOOP\r\n".getBytes(US_ASCII));
    InputStream half = inflating(new ByteArrayInputStream(line, 0, 1));
    assertThat(half.available()).isZero();
    InputStream whole = inflating(new ByteArrayInputStream(line));
    assertThat(whole.available()).isEqualTo(8);
    assertThat(whole.readNBytes(8)).asString(US_ASCII).isEqualTo("a NOOP\r\n");
    assertThat(whole.available()).isZero();
  }

  @Test
  void refusesWhatIsNotDeflate() {
    byte[] octets = new byte[100];
    Arrays.fill(octets, (byte) 0xff);
    assertThatThrownBy(() -> inflating(new ByteArrayInputStream(octets)).readAllBytes())
        .isInstanceOf(IOException.class)
        .hasMessage("Not DEFLATE");
  }
}
