package dev.yubin.server;

import dev.yubin.server.tls.ServerTls;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
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
  private static final Duration ACCEPT_PAUSE = Duration.ofMillis(100);

  /// How long sessions that are cut have for their last words.
  private static final Duration CUT_TIME = Duration.ofSeconds(1);

  /// @param property what gives it its number
  /// @param number 0 takes a free one
  /// @param implicitTls whether TLS begins with the connection (RFC 8314 §3)
  public record Port(String property, int number, boolean implicitTls) {}

  /// @param maxConnections beyond these a client is told that the server is busy
  /// @param idleTimeout how long a session waits for its client
  /// @param drainTimeout how long [#close] waits for sessions that are in the middle of something
  /// @param unlimited networks that may have any number of sessions
  public record Settings(
      Port port,
      int maxConnections,
      Duration idleTimeout,
      Duration drainTimeout,
      List<Network> unlimited) {}

  private final HostProperties host;
  private final Settings settings;
  private final Protocol protocol;
  private final ServerTls tls;
  private final List<Acceptor> acceptors;
  private final Reception reception;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final HungWrites hungWrites;
  private final Handshakes handshakes;
  private final ExecutorService sessions;
  private volatile boolean stopping;

  private Listener(
      HostProperties host,
      Settings settings,
      Protocol protocol,
      ServerTls tls,
      MeterRegistry meters) {
    this.host = host;
    this.settings = settings;
    this.protocol = protocol;
    this.tls = tls;
    this.acceptors = Acceptor.open(host.bind(), settings.port());
    this.reception =
        new Reception(protocol, settings.port().implicitTls(), new Admission(host, settings));
    this.hungWrites = new HungWrites(connections, host.connections().writeTimeout());
    this.handshakes = new Handshakes(meters, protocol.name());
    this.sessions =
        Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name(protocol.name() + "-", 0).factory());
  }

  /// Opens the port on the host's addresses and begins to accept.
  ///
  /// @throws CannotListenException when the port cannot be had; the message names it
  public static Listener start(
      HostProperties host,
      Settings settings,
      Protocol protocol,
      ServerTls tls,
      MeterRegistry meters) {
    Listener listener = new Listener(host, settings, protocol, tls, meters);
    listener.register(meters);
    listener.start();
    return listener;
  }

  private void register(MeterRegistry meters) {
    Gauge.builder("yubin.sessions", connections, Set::size)
        .description("Open sessions")
        .tag("protocol", protocol.name())
        .tag("port", Integer.toString(address().getPort()))
        .register(meters);
  }

  private void start() {
    hungWrites.start();
    for (Acceptor acceptor : acceptors) {
      Thread.ofVirtual().name(protocol.name() + "-accept").start(() -> acceptAll(acceptor));
      log.info(
          "event=listening protocol={} address={}",
          protocol.name(),
          acceptor.getLocalSocketAddress());
    }
  }

  /// Where it listens first, with the port that was taken.
  public InetSocketAddress address() {
    return addresses().getFirst();
  }

  /// Where it listens, in the order of `yubin.bind`.
  public List<InetSocketAddress> addresses() {
    return acceptors.stream()
        .map(acceptor -> (InetSocketAddress) acceptor.getLocalSocketAddress())
        .toList();
  }

  public boolean isListening() {
    return acceptors.stream().noneMatch(Acceptor::isClosed);
  }

  private void acceptAll(Acceptor acceptor) {
    while (!stopping) {
      try {
        begin(acceptor.accept());
      } catch (IOException e) {
        if (!stopping) {
          log.warn("event=accept-failed protocol={} cause={}", protocol.name(), e.toString());
          // Out of file descriptors, as a rule: trying at full speed would not help.
          LockSupport.parkNanos(ACCEPT_PAUSE.toNanos());
        }
      }
    }
  }

  private void begin(ClientSocket socket) throws IOException {
    if (connections.size() > 2 * settings.maxConnections()) {
      // Even telling so many that they are too many would cost too much.
      socket.close();
      return;
    }
    try {
      sessions.execute(() -> run(socket));
    } catch (RejectedExecutionException e) {
      // The listener was closed between the two.
      socket.close();
    }
  }

  /// The one place where a session's exceptions end.
  private void run(ClientSocket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      socket.patience().silence(settings.idleTimeout());
      run(new Connection(socket, host.connections(), protocol.notices(), tls, handshakes));
    } catch (IOException e) {
      log.debug("event=connection-lost protocol={} cause={}", protocol.name(), e.toString());
    } catch (RuntimeException e) {
      log.error("event=session-failed protocol={}", protocol.name(), e);
    }
  }

  private void run(Connection connection) throws IOException {
    connections.add(connection);
    try {
      // Who came while it was closed is not in the list of those to be told.
      if (!stopping) {
        reception.receive(connection);
      }
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
    acceptors.forEach(Acceptor::closeQuietly);
    connections.forEach(Connection::stop);
    sessions.shutdown();
    try {
      if (!endWithin(settings.drainTimeout())) {
        log.warn("event=drain-cut protocol={} sessions={}", protocol.name(), connections.size());
        // Each on a thread of its own: a client that does not read must not hold up the others.
        connections.forEach(connection -> Thread.ofVirtual().start(connection::cut));
        endWithin(CUT_TIME);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.forEach(Connection::abort);
      hungWrites.stop();
    }
  }

  private boolean endWithin(Duration time) throws InterruptedException {
    return sessions.awaitTermination(time.toMillis(), TimeUnit.MILLISECONDS);
  }
}
