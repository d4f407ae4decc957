package dev.yubin.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/// A port that is open on one address.
final class Acceptor extends ServerSocket {
  private static final int BACKLOG = 1024;

  /// How often a port that is free on the first address is looked for on the others too.
  private static final int ATTEMPTS = 20;

  private Acceptor(InetSocketAddress address) throws IOException {
    setReuseAddress(true);
    bind(address, BACKLOG);
  }

  /// Opens a port on several addresses, or on none of them. One for all addresses of the
  /// machine, `0.0.0.0` or `::`, makes the others superfluous.
  ///
  /// @param port 0 takes one that is free on all
  /// @throws CannotListenException when it cannot be had
  static List<Acceptor> open(List<InetAddress> addresses, Listener.Port port) {
    List<InetAddress> needed =
        addresses.stream()
            .filter(InetAddress::isAnyLocalAddress)
            .findFirst()
            .map(List::of)
            .orElse(addresses);
    for (int attempt = 1; ; attempt++) {
      try {
        return openOnce(needed, port);
      } catch (CannotListenException e) {
        if (port.number() != 0 || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static List<Acceptor> openOnce(List<InetAddress> addresses, Listener.Port port) {
    List<Acceptor> opened = new ArrayList<>();
    int number = port.number();
    for (InetAddress address : addresses) {
      try {
        opened.add(new Acceptor(new InetSocketAddress(address, number)));
        number = opened.getFirst().getLocalPort();
      } catch (IOException e) {
        opened.forEach(Acceptor::closeQuietly);
        throw new CannotListenException(port.property(), address, number, e);
      }
    }
    return opened;
  }

  @Override
  public ClientSocket accept() throws IOException {
    ClientSocket socket = new ClientSocket();
    implAccept(socket);
    return socket;
  }

  void closeQuietly() {
    try {
      close();
    } catch (IOException e) {
      Listener.log.warn("event=close-failed address={} cause={}", this, e.toString());
    }
  }
}
