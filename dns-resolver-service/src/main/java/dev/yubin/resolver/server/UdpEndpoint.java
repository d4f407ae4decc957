package dev.yubin.resolver.server;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// DNS over UDP. One thread receives; each packet is answered on a virtual thread of its own.
final class UdpEndpoint implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(UdpEndpoint.class);

  /// Larger queries than any real one, octets. What is longer is cut by the system, and malformed.
  private static final int MAX_QUERY = 4_096;

  /// Questions that may wait at one time. Beyond it packets are dropped, as a full network would.
  private static final int MAX_WAITING = 2_000;

  private final DatagramSocket socket;
  private final Responder responder;
  private final Semaphore waiting = new Semaphore(MAX_WAITING);

  /// @throws IOException when the address cannot be bound
  UdpEndpoint(InetSocketAddress address, Responder responder) throws IOException {
    this.socket = new DatagramSocket(address);
    this.responder = responder;
  }

  void start() {
    Thread.ofPlatform().name("dns-udp").daemon().start(this::receive);
  }

  private void receive() {
    byte[] buffer = new byte[MAX_QUERY];
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        accept(packet);
      } catch (IOException e) {
        // Closed, or an ICMP message about an earlier answer: the next packet is none the worse.
        log.debug("event=dns-receive-failed reason=\"{}\"", e.getMessage());
      }
    }
  }

  private void accept(DatagramPacket packet) {
    if (waiting.tryAcquire()) {
      byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
      InetSocketAddress client = (InetSocketAddress) packet.getSocketAddress();
      Thread.ofVirtual().name("dns-udp-question").start(() -> answer(query, client));
    }
  }

  private void answer(byte[] query, InetSocketAddress client) {
    try {
      byte[] reply = responder.reply(query, client.getAddress(), Responder.Transport.UDP);
      if (reply.length > 0) {
        send(reply, client);
      }
    } finally {
      waiting.release();
    }
  }

  private void send(byte[] reply, SocketAddress client) {
    try {
      socket.send(new DatagramPacket(reply, reply.length, client));
    } catch (IOException e) {
      log.debug("event=dns-send-failed client={} reason=\"{}\"", client, e.getMessage());
    }
  }

  /// Whether no question waits for its answer.
  boolean isIdle() {
    return waiting.availablePermits() == MAX_WAITING;
  }

  int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() {
    socket.close();
  }
}
