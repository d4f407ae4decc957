package dev.yubin.delivery.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Connects to the first of a host's addresses that answers (RFC 8305 §5): the next one is tried
/// before the one before it has failed, so that an address family that leads nowhere costs a
/// moment, not a time-out. Safe for use by many threads.
///
/// @param limit for each address
record Dialer(Duration limit) {
  /// RFC 8305 §5, §8.
  private static final Duration STAGGER = Duration.ofMillis(250);

  /// What became of an address.
  sealed interface Attempt {
    InetSocketAddress address();

    record Connected(InetSocketAddress address, Socket socket) implements Attempt {}

    record Failed(InetSocketAddress address, IOException cause) implements Attempt {}
  }

  /// @param addresses in the order to try, at least one
  /// @return what became of those that were tried to the end; the last one is connected, or none is
  List<Attempt> dial(List<InetSocketAddress> addresses) {
    if (addresses.size() == 1) {
      return List.of(attempt(addresses.getFirst(), new Socket()));
    }
    Race race = new Race();
    try {
      return race.run(addresses);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(new Attempt.Failed(addresses.getFirst(), new IOException("we are stopping")));
    } finally {
      race.close();
    }
  }

  private Attempt attempt(InetSocketAddress address, Socket socket) {
    try {
      socket.setTcpNoDelay(true);
      socket.connect(address, Math.toIntExact(limit.toMillis()));
      return new Attempt.Connected(address, socket);
    } catch (IOException e) {
      close(socket);
      return new Attempt.Failed(address, e);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // Nothing is lost with a connection that nobody wants.
    }
  }

  private final class Race {
    private final BlockingQueue<Attempt> results = new LinkedBlockingQueue<>();
    private final AtomicBoolean won = new AtomicBoolean();
    private final Collection<Socket> losers = new ArrayList<>();

    private List<Attempt> run(List<InetSocketAddress> addresses) throws InterruptedException {
      List<Attempt> ended = new ArrayList<>();
      int started = 0;
      while (ended.size() < addresses.size()) {
        if (started < addresses.size()) {
          start(addresses.get(started++));
        }
        Attempt attempt =
            started < addresses.size()
                ? results.poll(STAGGER.toMillis(), TimeUnit.MILLISECONDS)
                : results.take();
        if (attempt != null) {
          ended.add(attempt);
        }
        if (attempt instanceof Attempt.Connected connected) {
          losers.remove(connected.socket());
          return ended;
        }
      }
      return ended;
    }

    private void start(InetSocketAddress address) {
      Socket socket = new Socket();
      losers.add(socket);
      Thread.ofVirtual().name("smtp-dial").start(() -> run(address, socket));
    }

    private void run(InetSocketAddress address, Socket socket) {
      Attempt attempt = attempt(address, socket);
      if (attempt instanceof Attempt.Failed || won.compareAndSet(false, true)) {
        results.add(attempt);
      } else {
        Dialer.close(socket);
      }
    }

    /// Ends what is still under way.
    private void close() {
      won.set(true);
      losers.forEach(Dialer::close);
    }
  }
}
