package dev.yubin.resolver.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// DNS over UDP. One thread receives, and answers what was answered before; each other packet is
/// answered on a virtual thread of its own.
final class UdpEndpoint implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(UdpEndpoint.class);

  /// Larger queries than any real one, octets. What is longer is cut by the system, and malformed.
  private static final int MAX_QUERY = 4_096;

  /// Questions that may wait at one time. Beyond it packets are dropped, as a full network would.
  private static final int MAX_WAITING = 2_000;

  private final DatagramChannel channel;
  private final int port;
  private final Responder responder;
  private final Semaphore waiting = new Semaphore(MAX_WAITING);

  /// @throws IOException when the address cannot be bound
  UdpEndpoint(InetSocketAddress address, Responder responder) throws IOException {
    this.channel = DatagramChannel.open();
    try {
      channel.bind(address);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    this.port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
    this.responder = responder;
  }

  void start() {
    Thread.ofPlatform().name("dns-udp").daemon().start(this::receive);
  }

  private void receive() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_QUERY);
    while (channel.isOpen()) {
      try {
        buffer.clear();
        InetSocketAddress client = (InetSocketAddress) channel.receive(buffer);
        byte[] query = new byte[buffer.flip().remaining()];
        buffer.get(query);
        accept(query, client, buffer);
      } catch (IOException e) {
        // Closed, or an ICMP message about an earlier answer: the next packet is none the worse.
        log.debug("event=dns-receive-failed reason=\"{}\"", e.getMessage());
      } catch (RuntimeException e) {
        // A defect of ours: this client goes without an answer, the others do not.
        log.error("event=dns-defect", e);
      }
    }
  }

  /// @param buffer to send from, for this thread
  private void accept(byte[] query, InetSocketAddress client, ByteBuffer buffer) {
    byte[] known = responder.repeat(query, client.getAddress());
    if (known != null) {
      if (known.length > 0) {
        send(buffer.clear().put(known).flip(), client);
      }
    } else if (waiting.tryAcquire()) {
      Thread.ofVirtual().name("dns-udp-question").start(() -> answer(query, client));
    }
  }

  private void answer(byte[] query, InetSocketAddress client) {
    try {
      byte[] reply = responder.reply(query, client.getAddress(), Responder.Transport.UDP);
      if (reply.length > 0) {
        send(ByteBuffer.wrap(reply), client);
      }
    } finally {
      waiting.release();
    }
  }

  private void send(ByteBuffer reply, SocketAddress client) {
    try {
      channel.send(reply, client);
    } catch (IOException e) {
      log.debug("event=dns-send-failed client={} reason=\"{}\"", client, e.getMessage());
    }
  }

  /// Whether no question waits for its answer.
  boolean isIdle() {
    return waiting.availablePermits() == MAX_WAITING;
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      log.debug("event=dns-close-failed reason=\"{}\"", e.getMessage());
    }
  }
}
