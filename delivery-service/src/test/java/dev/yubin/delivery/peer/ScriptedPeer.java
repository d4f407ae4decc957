package dev.yubin.delivery.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/// An SMTP server that plays one scene a connection, in their order, and none beyond them. A scene
/// is lines: `S:` is sent, `C:` is what the client must send (`C: *` is any line), and stage
/// directions in brackets:
///
/// - `[close]`, `[half-close]`: ends the connection, or our half of it;
/// - `[silence]`: says nothing more and waits for the client to leave;
/// - `[deaf]`: does not even read;
/// - `[wait]`: goes on when the test says so by [#goOn];
/// - `[drip] TEXT`: sends the text an octet at a time, over and over;
/// - `[tarpit] N TEXT`: answers each line with the text, after N milliseconds;
/// - `[endless] TEXT`: sends the line without end;
/// - `[tls] KEY`: does the server's part of a TLS handshake, with a key of [PeerKeys] (`peer` where
///   none is named);
/// - `[failing-tls]`: the same, and the client must break it off;
/// - `[scram] PASSWORD`: does the server's part of a login with SCRAM-SHA-256, or with
///   SCRAM-SHA-256-PLUS where the client says so;
/// - `[mail]`: reads a mail up to its final dot;
/// - `[chunk] N`: reads N octets of a mail.
public final class ScriptedPeer implements AutoCloseable {
  private final ServerSocket server;
  private final Queue<List<String>> scenes;
  private final Collection<String> deviations = new ConcurrentLinkedQueue<>();
  private final Collection<String> mails = new ConcurrentLinkedQueue<>();
  private final CountDownLatch going = new CountDownLatch(1);
  private final CountDownLatch silent = new CountDownLatch(1);
  private final Collection<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();

  public ScriptedPeer(List<List<String>> scenes) {
    this.scenes = new ConcurrentLinkedQueue<>(scenes);
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.add(Thread.ofVirtual().start(this::accept));
  }

  /// One scene.
  public static ScriptedPeer of(String scene) {
    return new ScriptedPeer(List.of(scene.lines().toList()));
  }

  /// Adds a scene to those that are still to be played.
  public void add(String scene) {
    scenes.add(scene.lines().toList());
  }

  /// Ends every `[wait]`.
  public void goOn() {
    going.countDown();
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  /// Where the client did not do what the scenes say, and scenes that were not played.
  public List<String> deviations() {
    List<String> all = new ArrayList<>(deviations);
    scenes.forEach(scene -> all.add("not played: " + scene));
    return all;
  }

  /// Whether a `[silence]` has begun.
  public boolean isSilent() {
    return silent.getCount() == 0;
  }

  /// What `[mail]` and `[chunk]` have read, dots as they came.
  public List<String> mails() {
    return List.copyOf(mails);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        sockets.add(socket);
        List<String> scene = scenes.poll();
        if (scene == null) {
          deviations.add("one connection too many");
          socket.close();
        } else {
          Scene played = new Scene(socket, scene, deviations, mails, going, silent);
          threads.add(Thread.ofVirtual().start(played::play));
        }
      }
    } catch (IOException e) {
      // Closed by the test.
    }
  }

  @Override
  public void close() throws Exception {
    goOn();
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
