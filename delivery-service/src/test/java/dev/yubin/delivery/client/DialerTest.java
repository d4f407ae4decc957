package dev.yubin.delivery.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.delivery.client.Dialer.Attempt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DialerTest {
  private final Dialer dialer = new Dialer(Duration.ofSeconds(30));

  @Test
  void goesOnWhileAnAddressIsSilent() throws IOException {
    // RFC 8305 §5
    try (Silent silent = new Silent();
        ServerSocket live = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      List<Attempt> attempts = dialer.dial(List.of(silent.address(), address(live)));
      assertThat(attempts).singleElement().isInstanceOf(Attempt.Connected.class);
      assertThat(attempts.getLast().address()).isEqualTo(address(live));
      ((Attempt.Connected) attempts.getLast()).socket().close();
    }
  }

  @Test
  void takesTheFirstAddressWhereAllAnswer() throws IOException {
    try (ServerSocket first = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        ServerSocket second = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      List<Attempt> attempts = dialer.dial(List.of(address(first), address(second)));
      assertThat(attempts.getLast().address()).isEqualTo(address(first));
      ((Attempt.Connected) attempts.getLast()).socket().close();
    }
  }

  @Test
  void saysWhyEachAddressFailed() throws IOException {
    InetSocketAddress closed;
    InetSocketAddress closedToo;
    try (ServerSocket one = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      closed = address(one);
      closedToo = address(other);
    }
    assertThat(dialer.dial(List.of(closed, closedToo)))
        .hasSize(2)
        .allMatch(Attempt.Failed.class::isInstance);
  }

  private static InetSocketAddress address(ServerSocket server) {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  /// An address that answers nothing: its queue of connections is full.
  private static final class Silent implements AutoCloseable {
    private final ServerSocket server;
    private final List<Socket> waiting = new ArrayList<>();

    private Silent() throws IOException {
      server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      boolean full = false;
      while (!full) {
        Socket socket = new Socket();
        waiting.add(socket);
        try {
          socket.connect(address(), 200);
        } catch (IOException e) {
          full = true;
        }
      }
    }

    private InetSocketAddress address() {
      return (InetSocketAddress) server.getLocalSocketAddress();
    }

    @Override
    public void close() throws IOException {
      for (Socket socket : waiting) {
        socket.close();
      }
      server.close();
    }
  }
}
