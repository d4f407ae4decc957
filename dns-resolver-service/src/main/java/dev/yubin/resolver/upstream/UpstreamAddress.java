package dev.yubin.resolver.upstream;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server to ask, as `yubin.dns.upstreams` names it.
public sealed interface UpstreamAddress {
  String EXPECTED = "expected host, host:port, [IPv6]:port or https://host/path";

  /// A host name, an IPv4 address or an IPv6 address in brackets, and perhaps a port.
  Pattern HOST_AND_PORT =
      Pattern.compile(
          "(?<host>[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::(?<port>\\d{1,5}))?");

  /// DNS over UDP and TCP (RFC 1035 §4.2).
  record Plain(InetSocketAddress server) implements UpstreamAddress {
    @Override
    public String toString() {
      String host = server.getAddress().getHostAddress();
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + server.getPort();
    }
  }

  /// DNS over HTTPS (RFC 8484).
  record Https(URI uri) implements UpstreamAddress {
    @Override
    public String toString() {
      return uri.toString();
    }
  }

  /// Reads a value of `yubin.dns.upstreams`.
  ///
  /// @throws IllegalArgumentException that says what would be right
  static UpstreamAddress valueOf(String text) {
    String address = text.strip();
    if (address.startsWith("https://")) {
      return https(address);
    }
    if (address.startsWith("tls://")) {
      // RFC 7858, not done: dnsjava has no DNS over TLS; DNS over HTTPS gives the same protection.
      throw wrong(
          address, "DNS over TLS is not supported yet, use https://host/dns-query or host:port");
    }
    return plain(address);
  }

  private static Https https(String address) {
    try {
      URI uri = new URI(address);
      if (uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null) {
        return new Https(uri);
      }
    } catch (URISyntaxException e) {
      // It is told below what would be right.
    }
    throw wrong(address, EXPECTED);
  }

  private static Plain plain(String address) {
    Matcher parts = HOST_AND_PORT.matcher(address);
    if (!parts.matches()) {
      throw wrong(address, EXPECTED);
    }
    int port = parts.group("port") == null ? 53 : Integer.parseInt(parts.group("port"));
    if (port < 1 || port > 65_535) {
      throw wrong(address, "expected a port between 1 and 65535");
    }
    try {
      return new Plain(new InetSocketAddress(InetAddress.getByName(parts.group("host")), port));
    } catch (UnknownHostException e) {
      throw wrong(address, "no such host, use its IP address");
    }
  }

  private static IllegalArgumentException wrong(String address, String expected) {
    return new IllegalArgumentException(address + " is no upstream: " + expected);
  }
}
