package dev.yubin.server;

import java.io.IOException;
import java.io.PushbackInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/// Who is let in at a port: finds out whom a connection is with, and counts. Safe for use by
/// many threads.
final class Admission {
  /// How long a trusted proxy may take for its header. It sends it at once; who sends none
  /// waits so long for the greeting.
  private static final Duration HEADER_TIME = Duration.ofSeconds(2);

  private final HostProperties.Proxy proxy;
  private final List<Network> unlimited;
  private final Semaphore sessions;
  private final NetworkSessions networks;

  /// Why a client is not let in.
  enum Refusal {
    BUSY,
    CROWDED
  }

  Admission(HostProperties host, Listener.Settings settings) {
    this.proxy = host.proxy();
    this.unlimited =
        Stream.of(host.connections().unlimitedNetworks(), settings.unlimited())
            .flatMap(List::stream)
            .toList();
    this.sessions = new Semaphore(settings.maxConnections());
    this.networks = new NetworkSessions(host.connections().maxPerNetwork());
  }

  /// Reads the header of a trusted proxy. From elsewhere nothing is read: a header is then a
  /// bad command.
  ///
  /// @throws IOException when the header is not one, or ends within itself
  Peer identify(ClientSocket socket) throws IOException {
    if (!Peer.contains(proxy.trustedNetworks(), socket.getInetAddress())) {
      return new Peer(socket.getInetAddress(), Peer.Origin.SOCKET);
    }
    PushbackInputStream in = socket.getInputStream();
    Optional<ProxyHeader> header =
        socket.patience().within(HEADER_TIME, () -> ProxyHeader.read(in));
    if (header.isEmpty()) {
      return new Peer(socket.getInetAddress(), Peer.Origin.UNKNOWN);
    }
    socket.forgetHeard();
    return switch (header.get()) {
      case ProxyHeader.Client(var client) -> new Peer(client, Peer.Origin.PROXY);
      case ProxyHeader.Own() -> new Peer(socket.getInetAddress(), Peer.Origin.PROBE);
    };
  }

  /// Counts a session. [#leave] must follow where it is let in, and only there.
  Optional<Refusal> enter(Peer peer) {
    if (peer.origin() == Peer.Origin.PROBE) {
      return Optional.empty();
    }
    if (!sessions.tryAcquire()) {
      return Optional.of(Refusal.BUSY);
    }
    if (isLimited(peer) && !networks.enter(peer.address())) {
      sessions.release();
      return Optional.of(Refusal.CROWDED);
    }
    return Optional.empty();
  }

  void leave(Peer peer) {
    if (peer.origin() == Peer.Origin.PROBE) {
      return;
    }
    sessions.release();
    if (isLimited(peer)) {
      networks.leave(peer.address());
    }
  }

  private boolean isLimited(Peer peer) {
    return switch (peer.origin()) {
      case SOCKET, PROXY -> !peer.isOnThisMachine() && !peer.isIn(unlimited);
      // Behind these are the clients of a whole proxy.
      case PROBE, UNKNOWN -> false;
    };
  }
}
