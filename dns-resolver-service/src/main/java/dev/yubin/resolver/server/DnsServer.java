package dev.yubin.resolver.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// The DNS server of this process, UDP and TCP on one port.
public final class DnsServer implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(DnsServer.class);
  private static final Duration DRAIN = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(20);

  /// How often a free port for UDP is looked for that is free for TCP too.
  private static final int ATTEMPTS = 20;

  private final List<InetAddress> addresses;
  private final int port;
  private final Responder responder;
  private volatile List<Sockets> sockets = List.of();

  /// @param port on all addresses; 0 takes any that is free
  public DnsServer(List<InetAddress> addresses, int port, Responder responder) {
    this.addresses = List.copyOf(addresses);
    this.port = port;
    this.responder = responder;
  }

  /// Those of one address.
  private record Sockets(UdpEndpoint udp, TcpEndpoint tcp) {
    static Sockets open(InetSocketAddress address, Responder responder) throws IOException {
      UdpEndpoint udp = new UdpEndpoint(address, responder);
      try {
        InetSocketAddress same = new InetSocketAddress(address.getAddress(), udp.port());
        return new Sockets(udp, new TcpEndpoint(same, responder));
      } catch (IOException e) {
        udp.close();
        throw e;
      }
    }

    void start() {
      udp.start();
      tcp.start();
    }

    boolean isIdle() {
      return udp.isIdle() && tcp.isIdle();
    }

    void refuseMore() {
      try {
        tcp.close();
      } catch (IOException e) {
        log.debug("event=dns-close-failed reason=\"{}\"", e.getMessage());
      }
    }

    void close() {
      refuseMore();
      udp.close();
      tcp.closeConnections();
    }
  }

  @Override
  public void start() {
    List<Sockets> bound = bind();
    bound.forEach(Sockets::start);
    sockets = bound;
    log.info("event=dns-listening addresses={} port={}", addresses, port());
  }

  private List<Sockets> bind() {
    for (int attempt = 1; ; attempt++) {
      try {
        return bindOnce();
      } catch (CannotListenException e) {
        if (port != 0 || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private List<Sockets> bindOnce() {
    List<Sockets> bound = new ArrayList<>();
    int number = port;
    for (InetAddress address : addresses) {
      InetSocketAddress wanted = new InetSocketAddress(address, number);
      try {
        bound.add(Sockets.open(wanted, responder));
        number = bound.getFirst().udp.port();
      } catch (IOException e) {
        bound.forEach(Sockets::close);
        throw new CannotListenException(wanted, e);
      }
    }
    return bound;
  }

  /// Takes no more questions, and waits a little for the answers under way.
  @Override
  public void stop() {
    List<Sockets> bound = sockets;
    sockets = List.of();
    bound.forEach(Sockets::refuseMore);
    drain(bound);
    bound.forEach(Sockets::close);
  }

  private static void drain(List<Sockets> bound) {
    long end = System.nanoTime() + DRAIN.toNanos();
    try {
      while (!bound.stream().allMatch(Sockets::isIdle) && System.nanoTime() - end < 0) {
        Thread.sleep(LOOK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return !sockets.isEmpty();
  }

  /// The port that is bound.
  ///
  /// @return 0 when it is not running
  public int port() {
    List<Sockets> bound = sockets;
    return bound.isEmpty() ? 0 : bound.getFirst().udp.port();
  }

  /// Where a client on this machine reaches the server.
  InetSocketAddress localAddress() {
    InetAddress bound = addresses.getFirst();
    return new InetSocketAddress(
        bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound, port());
  }
}
