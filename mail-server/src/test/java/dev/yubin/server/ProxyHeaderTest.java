package dev.yubin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeaderTest {
  private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

  @ParameterizedTest
  @CsvSource({
    "PROXY TCP4 192.0.2.1 192.0.2.25 56324 25, 192.0.2.1",
    "PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535, 255.255.255.255",
    "PROXY TCP6 2001:db8::1 ::1 0 993, 2001:db8::1",
    "PROXY TCP6 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ::1 65535 65535, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "PROXY TCP6 ::ffff:192.0.2.1 ::1 1 2, 192.0.2.1",
  })
  void namesTheClientOfVersion1(String header, String client) throws IOException {
    assertThat(readV1(header + "\r\n"))
        .contains(new ProxyHeader.Client(InetAddress.ofLiteral(client)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PROXY UNKNOWN", "PROXY UNKNOWN ffff::1 ffff::1 65535 65535", "PROXY UNKNOWN \r"})
  void knowsNobodyBehindUnknown(String header) throws IOException {
    assertThat(readV1(header + "\r\n")).contains(new ProxyHeader.Own());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PROXY \r\n",
        "PROXY TCP4\r\n",
        "PROXY TCP5 192.0.2.1 192.0.2.25 56324 25\r\n",
        "PROXY tcp4 192.0.2.1 192.0.2.25 56324 25\r\n",
        "PROXY TCP4 192.0.2.1  192.0.2.25 56324 25\r\n",
        "PROXY TCP4 192.0.2.1 192.0.2.25 56324 25 \r\n",
        "PROXY TCP4 192.0.2.1 192.0.2.25 56324 25\n\r\n",
        "PROXY TCP4 192.0.2.256 192.0.2.25 56324 25\r\n",
        "PROXY TCP4 192.0.02.1 192.0.2.25 56324 25\r\n",
        "PROXY TCP4 192.0.2 192.0.2.25 56324 25\r\n",
        "PROXY TCP4 2001:db8::1 192.0.2.25 56324 25\r\n",
        "PROXY TCP4 192.0.2.1 192.0.2.25 65536 25\r\n",
        "PROXY TCP4 192.0.2.1 192.0.2.25 1 025\r\n",
        "PROXY TCP4 192.0.2.1 192.0.2.25 -1 25\r\n",
        "PROXY TCP6 192.0.2.1 ::1 1 25\r\n",
        "PROXY TCP6 1 ::1 1 25\r\n",
        "PROXY TCP6 1::2::3 ::1 1 25\r\n",
        "PROXY TCP6 fe80::1%eth0 ::1 1 25\r\n",
        "PROXY TCP6 localhost ::1 1 25\r\n",
        "PROXY UNKNOWNS\r\n",
      })
  void refusesWhatVersion1DoesNotAllow(String header) {
    assertThatThrownBy(() -> readV1(header)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void readsALineOf107OctetsAndNotOneMore() throws IOException {
    String longest = "PROXY UNKNOWN " + "x".repeat(107 - 14 - 2);
    assertThat(readV1(longest + "\r\n")).contains(new ProxyHeader.Own());
    assertThatThrownBy(() -> readV1(longest + "x\r\n")).isInstanceOf(ProtocolException.class);
  }

  @ParameterizedTest
  @CsvSource({
    // TCP over IPv4, over IPv6, with values of which the last claims more than there is.
    "21 11 000c c0000201 c0000219 dc04 0019, 192.0.2.1",
    "21 21 0024 20010db8000000000000000000000001 00000000000000000000000000000001 dc04 0019, 2001:db8::1",
    "21 21 0024 00000000000000000000ffffc0000201 00000000000000000000000000000001 dc04 0019, 192.0.2.1",
    "21 11 0013 c0000201 c0000219 dc04 0019 04000100 04ffff, 192.0.2.1",
  })
  void namesTheClientOfVersion2(String header, String client) throws IOException {
    assertThat(readV2(header)).contains(new ProxyHeader.Client(InetAddress.ofLiteral(client)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "20 00 0000",
        "20 11 000c c0000201 c0000219 dc04 0019",
        "20 ff 0003 010203",
        "21 00 0000",
        "21 00 0004 03000100",
      })
  void knowsNobodyBehindLocalAndUnspecified(String header) throws IOException {
    assertThat(readV2(header)).contains(new ProxyHeader.Own());
  }

  @Test
  void knowsNobodyBehindAUnixSocket() throws IOException {
    assertThat(readV2("21 31 00d8" + "00".repeat(216))).contains(new ProxyHeader.Own());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11 11 000c c0000201 c0000219 dc04 0019",
        "22 11 000c c0000201 c0000219 dc04 0019",
        "21 12 000c c0000201 c0000219 dc04 0019",
        "21 41 000c c0000201 c0000219 dc04 0019",
        "21 11 000b c0000201 c0000219 dc04 00",
        "21 21 0023 20010db8000000000000000000000001 00000000000000000000000000000001 dc04 00",
        "21 31 0000",
        "20 00 1001",
        "21 11 ffff",
      })
  void refusesWhatVersion2DoesNotAllow(String header) {
    assertThatThrownBy(() -> readV2(header)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void takesALengthOf4096Octets() throws IOException {
    assertThat(readV2("21 11 1000 c0000201 c0000219 dc04 0019" + "00".repeat(4084))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"50524f585920544350", SIGNATURE, SIGNATURE + "21", SIGNATURE + "2111000cc0000201"})
  void endsWithinAHeaderThatIsCutOff(String hex) {
    PushbackInputStream in = input(HexFormat.of().parseHex(hex));
    assertThatThrownBy(() -> ProxyHeader.read(in)).isInstanceOf(EOFException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "EHLO x\r\n",
        "P",
        "PROXY",
        "PROXYS",
        "proxy TCP4",
        "\r\n",
        "\r\n\r\n\0\r\nQUIT",
        "\u0016\u0003\u0001"
      })
  void leavesWhatIsNoHeaderAsItWas(String input) throws IOException {
    PushbackInputStream in = input(input.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(ProxyHeader.read(in)).isEmpty();
    assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)).isEqualTo(input);
  }

  private static Optional<ProxyHeader> readV1(String header) throws IOException {
    return readWhole(header.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Optional<ProxyHeader> readV2(String hex) throws IOException {
    return readWhole(HexFormat.of().parseHex(SIGNATURE + hex.replace(" ", "")));
  }

  /// Reads a header with TLS behind it, and sees that nothing of that is taken.
  private static Optional<ProxyHeader> readWhole(byte[] header) throws IOException {
    byte[] behind = {0x16, 3, 1};
    byte[] all = Arrays.copyOf(header, header.length + behind.length);
    System.arraycopy(behind, 0, all, header.length, behind.length);
    PushbackInputStream in = input(all);
    Optional<ProxyHeader> read = ProxyHeader.read(in);
    assertThat(in.readAllBytes()).isEqualTo(behind);
    return read;
  }

  private static PushbackInputStream input(byte[] octets) {
    return new PushbackInputStream(new ByteArrayInputStream(octets), ProxyHeader.LOOKAHEAD);
  }
}
