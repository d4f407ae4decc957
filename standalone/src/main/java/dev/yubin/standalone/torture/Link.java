package dev.yubin.standalone.torture;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The network between one instance and PostgreSQL: it can be cut, and it can swallow all
/// that is sent for a while, in both directions, so that each side waits for the other.
final class Link implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Link.class);

  private final String name;
  private final int to;
  private final ServerSocket server;
  private final Set<Passage> passages = ConcurrentHashMap.newKeySet();
  private boolean silent;

  /// A connection and the one that it goes on by.
  private static final class Passage {
    private final Socket near;
    private final Socket far;
    private volatile boolean lost;

    Passage(Socket near, Socket far) {
      this.near = near;
      this.far = far;
    }
  }

  /// @param from port that the instance connects to
  /// @param to port of PostgreSQL
  Link(String name, int from, int to) throws IOException {
    this.name = name;
    this.to = to;
    this.server = new ServerSocket(from, 200, InetAddress.getByName(Addresses.HOST));
    Thread.ofVirtual().name(name).start(this::accept);
  }

  String name() {
    return name;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket near = server.accept();
        Thread.ofVirtual().start(() -> join(near));
      } catch (IOException e) {
        log.debug("event=link-closed link={}", name, e);
        return;
      }
    }
  }

  private void join(Socket near) {
    try (near;
        Socket far = new Socket(Addresses.HOST, to)) {
      Passage passage = new Passage(near, far);
      passages.add(passage);
      try {
        Thread back = Thread.ofVirtual().start(() -> carry(passage, far, near));
        carry(passage, near, far);
        back.join();
      } finally {
        passages.remove(passage);
      }
    } catch (IOException e) {
      log.debug("event=link-refused link={}", name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void carry(Passage passage, Socket from, Socket into) {
    byte[] buffer = new byte[65_536];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = into.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        awaitVoice();
        if (!passage.lost) {
          out.write(buffer, 0, read);
        }
      }
    } catch (IOException e) {
      log.trace("One side has gone", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      shut(from);
      // Who has been forgotten on the way does not hear of the other's end either.
      if (!passage.lost) {
        shut(into);
      }
    }
  }

  private void shut(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      log.debug("event=link-end-not-closed link={}", name, e);
    }
  }

  private synchronized void awaitVoice() throws InterruptedException {
    while (silent) {
      wait();
    }
  }

  /// Every connection is broken; new ones are let through.
  void cut() {
    passages.forEach(
        passage -> {
          shut(passage.near);
          shut(passage.far);
        });
  }

  /// The connections that there are carry nothing ever again, and nobody hears of it; new ones are
  /// let through.
  void lose() {
    passages.forEach(passage -> passage.lost = true);
  }

  /// Nothing comes through until told otherwise.
  synchronized void silence(boolean silent) {
    this.silent = silent;
    notifyAll();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      log.debug("event=link-not-closed link={}", name, e);
    }
    silence(false);
    cut();
  }
}
