package dev.yubin.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The form for people (§2.1): `PROXY TCP4 192.0.2.1 192.0.2.2 56324 25` and CRLF.
final class ProxyHeaderV1 {
  /// Octets of the longest header with its CRLF.
  private static final int MAX = 107;

  private static final String IPV4 = "(?:\\d{1,3}\\.){3}\\d{1,3}";
  private static final String IPV6 = "[0-9A-Fa-f:.]{2,45}";
  private static final String PORT =
      "(?:0|[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])";
  private static final Pattern TCP =
      Pattern.compile(
          ("TCP4 (?<v4>%1$s) %1$s %3$s %3$s|TCP6 (?<v6>%2$s) %2$s %3$s %3$s")
              .formatted(IPV4, IPV6, PORT));
  private static final Pattern UNKNOWN = Pattern.compile("UNKNOWN(?: .*)?", Pattern.DOTALL);

  private ProxyHeaderV1() {}

  /// Reads what stands behind `PROXY ` and the space.
  static ProxyHeader readRest(InputStream in) throws IOException {
    return parse(line(in));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int left = MAX - ProxyHeader.VERSION_1.length;
    while (left-- > 0) {
      line.append((char) ProxyHeader.octet(in));
      if (line.length() > 1 && line.indexOf("\r\n", line.length() - 2) >= 0) {
        line.setLength(line.length() - 2);
        return line.toString();
      }
    }
    throw ProxyHeader.malformed("No CRLF within " + MAX + " octets");
  }

  private static ProxyHeader parse(String line) throws IOException {
    if (UNKNOWN.matcher(line).matches()) {
      // What follows UNKNOWN is to be ignored.
      return new ProxyHeader.Own();
    }
    Matcher tcp = TCP.matcher(line);
    if (!tcp.matches()) {
      throw ProxyHeader.malformed("Neither TCP4, TCP6 nor UNKNOWN with what belongs to it");
    }
    String v4 = tcp.group("v4");
    return new ProxyHeader.Client(v4 != null ? ipv4(v4) : ipv6(tcp.group("v6")));
  }

  private static InetAddress ipv4(String text) throws IOException {
    InetAddress address = address(text);
    if (!address.getHostAddress().equals(text)) {
      throw ProxyHeader.malformed("An IPv4 address that is not in its canonical form");
    }
    return address;
  }

  private static InetAddress ipv6(String text) throws IOException {
    InetAddress address = address(text);
    if (address instanceof Inet4Address && !text.contains(":")) {
      throw ProxyHeader.malformed("An IPv4 address as TCP6");
    }
    return address;
  }

  private static InetAddress address(String text) throws IOException {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw (IOException) ProxyHeader.malformed("Not an address").initCause(e);
    }
  }
}
