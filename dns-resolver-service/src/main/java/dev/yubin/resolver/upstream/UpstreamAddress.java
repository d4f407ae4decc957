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
  String EXPECTED = "expected host, host:port, [IPv6]:port, tls://host#name or https://host/path";

  /// A host name, an IPv4 address or an IPv6 address in brackets, and perhaps a port.
  Pattern HOST_AND_PORT =
      Pattern.compile(
          "(?<host>[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::(?<port>\\d{1,5}))?");

  Pattern SERVER_AND_NAME =
      Pattern.compile("(?<server>[^#]{1,300})(?:#(?<name>[A-Za-z0-9._-]{1,253}))?");

  String TLS = "tls://";

  /// DNS over UDP and TCP (RFC 1035 §4.2).
  record Plain(InetSocketAddress server) implements UpstreamAddress {
    @Override
    public String toString() {
      return text(server);
    }
  }

  /// DNS over TLS (RFC 7858).
  ///
  /// @param name what the certificate must be for: a host name, or an address
  record Tls(InetSocketAddress server, String name) implements UpstreamAddress {
    @Override
    public String toString() {
      return TLS + text(server) + "#" + name;
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
    if (address.startsWith(TLS)) {
      return tls(address);
    }
    return new Plain(server(address, address, 53));
  }

  private static Tls tls(String address) {
    Matcher parts = SERVER_AND_NAME.matcher(address.substring(TLS.length()));
    if (!parts.matches()) {
      throw wrong(address, EXPECTED);
    }
    String server = parts.group("server");
    Matcher host = HOST_AND_PORT.matcher(server);
    InetSocketAddress to = server(address, server, 853);
    String name = parts.group("name");
    if (name == null && host.matches()) {
      name = host.group("host").replaceAll("[\\[\\]]", "");
    }
    return new Tls(to, name);
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

  private static InetSocketAddress server(String address, String text, int usualPort) {
    Matcher parts = HOST_AND_PORT.matcher(text);
    if (!parts.matches()) {
      throw wrong(address, EXPECTED);
    }
    int port = parts.group("port") == null ? usualPort : Integer.parseInt(parts.group("port"));
    if (port < 1 || port > 65_535) {
      throw wrong(address, "expected a port between 1 and 65535");
    }
    try {
      return new InetSocketAddress(InetAddress.getByName(parts.group("host")), port);
    } catch (UnknownHostException e) {
      throw wrong(address, "no such host, use its IP address");
    }
  }

  private static String text(InetSocketAddress server) {
    String host = server.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + server.getPort();
  }

  private static IllegalArgumentException wrong(String address, String expected) {
    return new IllegalArgumentException(address + " is no upstream: " + expected);
  }
}
