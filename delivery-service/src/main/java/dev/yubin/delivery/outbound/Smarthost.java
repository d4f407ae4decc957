package dev.yubin.delivery.outbound;

import dev.yubin.delivery.client.Diagnosis;
import dev.yubin.delivery.client.RemoteHost;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One host that all mail for others goes through, or that of some domains.
///
/// @param host a name or an IP address
record Smarthost(String host, int port) implements Hops {
  private static final Pattern HOST_PORT =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)\\]|([^:\\[\\]]+)):([0-9]{1,5})");

  /// @param property where the text stands
  /// @throws IllegalArgumentException when the text is not `host:port`
  static Smarthost parse(String property, String text) {
    Matcher matcher = HOST_PORT.matcher(text.strip());
    int port = matcher.matches() ? Integer.parseInt(matcher.group(3)) : 0;
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          property + "=" + text + " must be host:port, such as mail.example.net:25");
    }
    String literal = matcher.group(1);
    return new Smarthost(literal != null ? literal : matcher.group(2), port);
  }

  @Override
  public NextHop of(String destination) {
    try {
      List<InetSocketAddress> addresses =
          Arrays.stream(InetAddress.getAllByName(host))
              .map(address -> new InetSocketAddress(address, port))
              .toList();
      return new NextHop.Hosts(host, List.of(new RemoteHost(host, addresses, true)));
    } catch (UnknownHostException e) {
      return new NextHop.None(
          Diagnosis.own(host, "4.4.3", "The address of " + host + " was not found"));
    }
  }
}
