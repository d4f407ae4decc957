package dev.yubin.resolver.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
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

  private final InetSocketAddress address;
  private final Responder responder;
  private volatile @Nullable Sockets sockets;

  /// @param address port 0 takes any that is free
  public DnsServer(InetSocketAddress address, Responder responder) {
    this.address = address;
    this.responder = responder;
  }

  private record Sockets(UdpEndpoint udp, TcpEndpoint tcp) {
    boolean isIdle() {
      return udp.isIdle() && tcp.isIdle();
    }
  }

  @Override
  public void start() {
    try {
      Sockets bound = bind();
      bound.udp.start();
      bound.tcp.start();
      sockets = bound;
      log.info(
          "event=dns-listening address={} port={}",
          address.getAddress().getHostAddress(),
          bound.udp.port());
    } catch (IOException e) {
      throw new CannotListenException(address, e);
    }
  }

  private Sockets bind() throws IOException {
    for (int attempt = 1; ; attempt++) {
      UdpEndpoint udp = new UdpEndpoint(address, responder);
      try {
        InetSocketAddress same = new InetSocketAddress(address.getAddress(), udp.port());
        return new Sockets(udp, new TcpEndpoint(same, responder));
      } catch (IOException e) {
        udp.close();
        if (address.getPort() != 0 || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /// Takes no more questions, and waits a little for the answers under way.
  @Override
  public void stop() {
    Sockets bound = sockets;
    sockets = null;
    if (bound == null) {
      return;
    }
    try {
      bound.tcp.close();
      drain(bound);
    } catch (IOException e) {
      log.debug("event=dns-close-failed reason=\"{}\"", e.getMessage());
    } finally {
      bound.udp.close();
      bound.tcp.closeConnections();
    }
  }

  private static void drain(Sockets bound) {
    long end = System.nanoTime() + DRAIN.toNanos();
    try {
      while (!bound.isIdle() && System.nanoTime() - end < 0) {
        Thread.sleep(LOOK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return sockets != null;
  }

  /// The port that is bound.
  ///
  /// @return 0 when it is not running
  public int port() {
    Sockets bound = sockets;
    return bound == null ? 0 : bound.udp.port();
  }

  /// Where a client on this machine reaches the server.
  InetSocketAddress localAddress() {
    InetAddress bound = address.getAddress();
    return new InetSocketAddress(
        bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound, port());
  }
}
