package dev.yubin.server;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// Echoes lines. `BYE` ends, `TLS` encrypts, `HOLD` is half done until the next line, `WHO`
/// tells whom the server thinks it is with, `TAKE` reads for a fifth of a second.
final class EchoProtocol implements Protocol {
  private static final int MAX = 1_000_000;

  @Override
  public String name() {
    return "echo";
  }

  @Override
  public Notices notices() {
    return new Notices("busy\r\n", "crowded\r\n", "idle\r\n", "stopping\r\n");
  }

  @Override
  public void serve(Connection connection) throws IOException {
    while (connection.awaitLine(MAX, true) instanceof Line.Text line) {
      switch (line.text()) {
        case "BYE" -> {
          return;
        }
        case "TLS" -> {
          connection.out().write("go\r\n");
          connection.startTls();
        }
        case "WHO" -> {
          Peer peer = connection.peer();
          String here = peer.isOnThisMachine() ? " here" : "";
          connection
              .out()
              .write(peer.address().getHostAddress() + " " + peer.origin() + here + "\r\n");
        }
        case "TAKE" -> take(connection);
        case "HOLD" -> {
          connection.out().write("holding\r\n");
          answer(connection, "held ", connection.awaitLine(MAX, false));
        }
        default -> answer(connection, "echo ", line);
      }
    }
  }

  private static void take(Connection connection) throws IOException {
    OctetReader in = connection.in();
    try {
      in.within(
          Duration.ofMillis(200),
          () -> {
            while (in.fill()) {
              in.skip(in.limit() - in.position());
            }
            return in;
          });
    } catch (SocketTimeoutException e) {
      connection.out().write("taken\r\n");
    }
  }

  private static void answer(Connection connection, String prefix, Line line) throws IOException {
    if (line instanceof Line.Text text) {
      connection.out().write(prefix + text.text() + "\r\n");
    }
  }
}
