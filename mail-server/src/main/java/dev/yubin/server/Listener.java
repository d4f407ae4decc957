package dev.yubin.server;

import dev.yubin.server.tls.ServerTls;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Accepts connections on one port and runs each session on a virtual thread of its own.
public final class Listener implements AutoCloseable {
  static final Logger log = LoggerFactory.getLogger(Listener.class);
  private static final int BACKLOG = 1024;
  private static final Duration ACCEPT_PAUSE = Duration.ofMillis(100);

  /// @param address where to listen; port 0 takes a free one
  /// @param implicitTls whether TLS begins with the connection (RFC 8314 §3)
  /// @param maxConnections beyond these a client is told that the server is busy
  /// @param idleTimeout how long a session waits for its client
  /// @param drainTimeout how long [#close] waits for sessions that are in the middle of something
  public record Settings(
      InetSocketAddress address,
      boolean implicitTls,
      int maxConnections,
      Duration idleTimeout,
      Duration drainTimeout) {}

  private final Settings settings;
  private final Protocol protocol;
  private final ServerTls tls;
  private final ServerSocket server;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final ExecutorService sessions;
  private volatile boolean stopping;

  private Listener(
      Settings settings,
      Protocol protocol,
      ServerTls tls,
      MeterRegistry meters,
      ServerSocket server) {
    this.settings = settings;
    this.protocol = protocol;
    this.tls = tls;
    this.server = server;
    this.sessions =
        Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name(protocol.name() + "-", 0).factory());
    Gauge.builder("yubin.sessions", connections, Set::size)
        .description("Open sessions")
        .tag("protocol", protocol.name())
        .tag("port", Integer.toString(server.getLocalPort()))
        .register(meters);
  }

  /// Binds the port and begins to accept.
  ///
  /// @throws IllegalStateException when the port cannot be had; the message names it
  public static Listener start(
      Settings settings, Protocol protocol, ServerTls tls, MeterRegistry meters) {
    try {
      Listener listener = new Listener(settings, protocol, tls, meters, bind(settings.address()));
      Thread.ofVirtual().name(protocol.name() + "-accept").start(listener::acceptAll);
      log.info("event=listening protocol={} address={}", protocol.name(), listener.address());
      return listener;
    } catch (IOException e) {
      throw new IllegalStateException(
          protocol.name() + " cannot listen on " + settings.address() + ": " + e.getMessage(), e);
    }
  }

  private static ServerSocket bind(InetSocketAddress address) throws IOException {
    if (address.isUnresolved()) {
      throw new BindException("the host name has no address");
    }
    ServerSocket server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(address, BACKLOG);
    return server;
  }

  /// Where it listens, with the port that was taken.
  public InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  public boolean isListening() {
    return !server.isClosed();
  }

  private void acceptAll() {
    while (!stopping) {
      try {
        Socket socket = server.accept();
        begin(socket);
      } catch (IOException e) {
        if (!stopping) {
          log.warn("event=accept-failed protocol={} cause={}", protocol.name(), e.toString());
          // Out of file descriptors, as a rule: trying at full speed would not help.
          LockSupport.parkNanos(ACCEPT_PAUSE.toNanos());
        }
      }
    }
  }

  private void begin(Socket socket) throws IOException {
    try {
      sessions.execute(() -> run(socket));
    } catch (RejectedExecutionException e) {
      // The listener was closed between the two.
      socket.close();
    }
  }

  /// The one place where a session's exceptions end.
  private void run(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) settings.idleTimeout().toMillis());
      run(new Connection(socket, protocol.notices(), tls));
    } catch (IOException e) {
      log.debug("event=connection-lost protocol={} cause={}", protocol.name(), e.toString());
    } catch (RuntimeException e) {
      log.error("event=session-failed protocol={}", protocol.name(), e);
    }
  }

  private void run(Connection connection) throws IOException {
    connections.add(connection);
    try {
      if (settings.implicitTls()) {
        connection.startTls();
      }
      if (stopping || connections.size() > settings.maxConnections()) {
        connection
            .out()
            .write(stopping ? protocol.notices().stopping() : protocol.notices().busy());
      } else {
        protocol.serve(connection);
      }
      connection.close();
    } finally {
      connections.remove(connection);
      connection.abort();
    }
  }

  /// Closes several, all draining at the same time, and returns when the last one is closed.
  public static void closeAll(Collection<Listener> listeners) {
    try (ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor()) {
      listeners.forEach(listener -> closing.execute(listener::close));
    }
  }

  /// Drains: accepts no more, lets what is half done finish, tells everybody else, and returns when
  /// all sessions are over or the drain time is.
  @Override
  public void close() {
    if (stopping) {
      return;
    }
    stopping = true;
    try {
      server.close();
    } catch (IOException e) {
      log.warn("event=close-failed protocol={} cause={}", protocol.name(), e.toString());
    }
    // Each on a thread of its own: a client that does not read must not hold up the others.
    connections.forEach(c -> Thread.ofVirtual().start(c::stop));
    sessions.shutdown();
    try {
      if (!sessions.awaitTermination(settings.drainTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("event=drain-cut protocol={} sessions={}", protocol.name(), connections.size());
        connections.forEach(Connection::abort);
      }
    } catch (InterruptedException e) {
      connections.forEach(Connection::abort);
      Thread.currentThread().interrupt();
    }
  }
}
