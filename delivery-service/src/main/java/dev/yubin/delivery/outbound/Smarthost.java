package dev.yubin.delivery.outbound;

import dev.yubin.delivery.client.Access;
import dev.yubin.delivery.client.Diagnosis;
import dev.yubin.delivery.client.RemoteHost;
import dev.yubin.delivery.client.TlsPolicy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/// One host that all mail for others goes through, or that of some domains.
///
/// @param host a name or an IP address
record Smarthost(String host, int port, TlsPolicy tls, Access access) implements Hops {

  @Override
  public NextHop of(String destination) {
    try {
      List<InetSocketAddress> addresses =
          Arrays.stream(InetAddress.getAllByName(host))
              .map(address -> new InetSocketAddress(address, port))
              .toList();
      return new NextHop.Hosts(
          host, List.of(new RemoteHost(host, 0, addresses, true, tls, access)));
    } catch (UnknownHostException e) {
      return new NextHop.None(
          Diagnosis.own(host, "4.4.3", "The address of " + host + " was not found"));
    }
  }

  @Override
  public String shared(String destination) {
    return "[" + host + "]:" + port;
  }
}
