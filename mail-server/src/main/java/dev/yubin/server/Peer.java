package dev.yubin.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Whom a connection is with, and what that is worth. Rights that follow from an address are
/// asked for here and nowhere else.
///
/// @param address the client's, as far as it is known, without the zone of a link-local one
///     (RFC 4007 §11), which is ours and says nothing of the client
public record Peer(InetAddress address, Origin origin) {

  public Peer {
    address = withoutZone(address);
  }

  /// Who says that the address is the client's.
  public enum Origin {
    /// The socket: nothing stands between.
    SOCKET,
    /// A trusted proxy, in a header of the PROXY protocol.
    PROXY,
    /// A trusted proxy that connects for itself, as health checks do. The address is its own.
    PROBE,
    /// Nobody: the connection comes from where trusted proxies are, and without a header. The
    /// address is that of the proxy, or of whoever else is there.
    UNKNOWN
  }

  /// Whether the client is on this machine, so that what it sends crosses no network. The
  /// socket alone can tell: a proxy that names a loopback address means its own machine at
  /// best.
  public boolean isOnThisMachine() {
    return origin == Origin.SOCKET && address.isLoopbackAddress();
  }

  /// Whether the client is in one of the networks. Never true of a proxy's own address, which
  /// would give its rights to everybody behind it.
  public boolean isIn(List<Network> networks) {
    return switch (origin) {
      case SOCKET -> contains(networks, address);
      case PROXY -> !isOfNoNetwork(address) && contains(networks, address);
      case PROBE, UNKNOWN -> false;
    };
  }

  private static InetAddress withoutZone(InetAddress address) {
    try {
      return InetAddress.getByAddress(address.getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Of the length of an address", e);
    }
  }

  private static boolean isOfNoNetwork(InetAddress claimed) {
    return claimed.isLoopbackAddress() || claimed.isAnyLocalAddress();
  }

  static boolean contains(List<Network> networks, InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }
}
