package dev.yubin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/// Whatever comes is a header, none, or refused; nothing else happens, and nothing is lost.
class ProxyHeaderFuzzTest {
  private static final Path CORPUS = Path.of("src/test/resources/fuzz/proxy");

  /// Signature, four octets, and what the length may be at most.
  private static final int LONGEST = 12 + 4 + 4096;

  @Property
  void bearsAnything(@ForAll("inputs") byte[] input) throws IOException {
    PushbackInputStream in = stream(input);
    try {
      Optional<ProxyHeader> header = ProxyHeader.read(in);
      byte[] left = in.readAllBytes();
      int taken = input.length - left.length;
      assertThat(taken).isBetween(0, LONGEST);
      assertThat(left).isEqualTo(Arrays.copyOfRange(input, taken, input.length));
      assertThat(taken == 0).isEqualTo(header.isEmpty());
    } catch (ProtocolException | EOFException e) {
      assertThat(e).hasMessageMatching("\\p{Print}+");
    }
  }

  @Property
  void namesEveryClientInBothVersions(
      @ForAll("addresses") InetAddress client, @ForAll @Size(max = 40) byte[] behind)
      throws IOException {
    for (byte[] header : List.of(version1(client), version2(client))) {
      PushbackInputStream in = stream(joined(header, behind));
      assertThat(ProxyHeader.read(in)).contains(new ProxyHeader.Client(client));
      assertThat(in.readAllBytes()).isEqualTo(behind);
    }
  }

  @Example
  void bearsTheCorpus() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      for (Path file : files.toList()) {
        bearsAnything(Files.readAllBytes(file));
      }
    }
  }

  private static byte[] version1(InetAddress client) {
    String address = client.getHostAddress();
    String family = address.contains(":") ? "TCP6" : "TCP4";
    return octets("PROXY %s %s %s 1 65535\r\n".formatted(family, address, address));
  }

  private static byte[] version2(InetAddress client) {
    byte[] address = client.getAddress();
    byte family = (byte) (address.length == 4 ? 0x11 : 0x21);
    byte[] start = {0x21, family, 0, (byte) (2 * address.length + 4)};
    return joined(ProxyHeader.VERSION_2, start, address, address, new byte[4]);
  }

  @Provide
  Arbitrary<InetAddress> addresses() {
    return Arbitraries.oneOf(
            Arbitraries.bytes().array(byte[].class).ofSize(4),
            Arbitraries.bytes().array(byte[].class).ofSize(16))
        .map(
            octets -> {
              try {
                return InetAddress.getByAddress(octets);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  @Provide
  Arbitrary<byte[]> inputs() {
    Arbitrary<byte[]> pieces =
        Arbitraries.of(
                "PROXY ",
                "TCP4 ",
                "TCP6 ",
                "UNKNOWN",
                " ",
                "192.0.2.1",
                "::1",
                "2001:db8::1",
                "999999999999",
                "25",
                "\r\n",
                "\r\n\r\n\0\r\nQUIT\n",
                "!\u0011\0\u000c",
                "!!\0$",
                " \0\0\0",
                "!\u0031\0\u00d8",
                "!\u0011\u0010\0",
                "EHLO x")
            .map(ProxyHeaderFuzzTest::octets);
    Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(60);
    return Arbitraries.oneOf(pieces, pieces, any)
        .list()
        .ofMaxSize(12)
        .map(list -> joined(list.toArray(byte[][]::new)));
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static PushbackInputStream stream(byte[] octets) {
    return new PushbackInputStream(new ByteArrayInputStream(octets), ProxyHeader.LOOKAHEAD);
  }
}
