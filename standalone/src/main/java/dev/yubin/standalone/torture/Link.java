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
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
  private boolean silent;

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
    ends.add(near);
    try (near;
        Socket far = new Socket(Addresses.HOST, to)) {
      ends.add(far);
      Thread back = Thread.ofVirtual().start(() -> carry(far, near));
      carry(near, far);
      back.join();
      ends.remove(far);
    } catch (IOException e) {
      log.debug("event=link-refused link={}", name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ends.remove(near);
    }
  }

  private void carry(Socket from, Socket into) {
    byte[] buffer = new byte[65_536];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = into.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        awaitVoice();
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      log.trace("One side has gone", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      shut(from);
      shut(into);
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
    ends.forEach(this::shut);
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
