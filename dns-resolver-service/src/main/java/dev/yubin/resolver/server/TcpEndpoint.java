package dev.yubin.resolver.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// DNS over TCP (RFC 7766). Each connection is served by a virtual thread. A sweeper closes the
/// ones that are late, whether in sending a query or in taking an answer.
final class TcpEndpoint implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TcpEndpoint.class);
  private static final int MAX_CONNECTIONS = 256;

  /// RFC 7766 §6.2.2 asks for a limit for each client too, so that one cannot take all.
  private static final int MAX_CONNECTIONS_OF_CLIENT = 64;

  private static final Duration SWEEP = Duration.ofSeconds(1);

  private final ServerSocket socket;
  private final Responder responder;
  private final Set<TcpConnection> connections = ConcurrentHashMap.newKeySet();

  /// @throws IOException when the address cannot be bound
  TcpEndpoint(InetSocketAddress address, Responder responder) throws IOException {
    this.socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(address, MAX_CONNECTIONS);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    this.responder = responder;
  }

  void start() {
    Thread.ofPlatform().name("dns-tcp").daemon().start(this::accept);
    Thread.ofVirtual().name("dns-tcp-sweeper").start(this::sweep);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        open(socket.accept());
      } catch (IOException e) {
        log.debug("event=dns-accept-failed reason=\"{}\"", e.getMessage());
      }
    }
  }

  private void open(Socket client) throws IOException {
    TcpConnection connection = new TcpConnection(client, responder);
    if (isCrowded(client)) {
      connection.close();
      return;
    }
    connections.add(connection);
    Thread.ofVirtual().name("dns-tcp-connection").start(() -> serve(connection));
  }

  private boolean isCrowded(Socket client) {
    long ofClient =
        connections.stream().filter(c -> c.client().equals(client.getInetAddress())).count();
    return connections.size() >= MAX_CONNECTIONS || ofClient >= MAX_CONNECTIONS_OF_CLIENT;
  }

  private void serve(TcpConnection connection) {
    try {
      connection.serve();
    } finally {
      connections.remove(connection);
    }
  }

  private void sweep() {
    try {
      while (!socket.isClosed()) {
        Thread.sleep(SWEEP);
        connections.stream().filter(TcpConnection::isLate).forEach(TcpConnection::close);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether no query waits for its answer.
  boolean isIdle() {
    return connections.stream().noneMatch(TcpConnection::isAnswering);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  void closeConnections() {
    connections.forEach(TcpConnection::close);
  }
}
